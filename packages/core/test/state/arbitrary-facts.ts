import fc from 'fast-check';
import { RtcError } from '../../src/errors/rtc-error.ts';
import type { Fact } from '../../src/state/fact.ts';
import { sourceKinds } from '../../src/model/source-kind.ts';

const error = new RtcError({ code: 'unknown', message: 'For a test.' });
const remoteId = fc.constantFrom('a', 'b', 'c');
const userId = fc.constantFrom('ann', 'ben', 'cleo');
const source = fc.constantFrom(...sourceKinds);
const muted = fc.boolean();
const sources = fc.uniqueArray(fc.record({ source, muted }), { selector: (each) => each.source });
const info = fc.record({ remoteId, userId, sources });
const roster = fc.uniqueArray(info, { selector: (each) => each.remoteId });
const ref = fc.record({ remoteId, source });
/** Few enough that chance reaches a subscribed source. */
const often = 4;
const key = fc.record({ leg: fc.constant(1), participantId: fc.constantFrom('p1', 'p2', 'p3'), source });

/** A track that the reducer passes on and never looks into. */
const track = { kind: 'audio' } as MediaStreamTrack;

const fact = <Type extends Fact['type']>(
  type: Type,
  data: fc.Arbitrary<Extract<Fact, { type: Type }>['data']>,
): fc.Arbitrary<Fact> => data.map((each) => ({ type, data: each, leg: 1 }) as Fact);

/** Whatever a driver may report, in any order, true or not. */
export const driverFact: fc.Arbitrary<Fact> = fc.oneof(
  fact('rosterSnapshot', fc.record({ roster })),
  fact('participantJoined', info),
  fact('participantUpdated', fc.record({ remoteId, displayName: fc.string() })),
  fact('participantUpdated', fc.record({ remoteId, sources })),
  fact('participantLeft', fc.record({ remoteId })),
  fact('participantInterrupted', fc.record({ remoteId })),
  fact('participantRestored', fc.record({ remoteId })),
  fact('sourcePublished', fc.record({ remoteId, source, muted })),
  fact('sourceUnpublished', ref),
  fact('sourceMuted', fc.record({ remoteId, source, muted })),
  {
    weight: often,
    arbitrary: fact('remoteTrack', fc.record({ remoteId, source, track: fc.constant(track) })),
  },
  fact('remoteTrackLost', ref),
  fact('subscriptionFailed', fc.record({ remoteId, source, error: fc.constant(error) })),
  {
    weight: often,
    arbitrary: fact(
      'subscriptionChanged',
      key.map((each) => ({ ...each, subscription: { status: 'subscribing' as const } })),
    ),
  },
  fact(
    'subscriptionChanged',
    key.map((each) => ({
      ...each,
      subscription: { status: 'not-subscribed' as const, reason: 'hidden' as const },
    })),
  ),
  fact('connectionInterrupted', fc.constant({})),
  fact(
    'connectionRestored',
    fc.record({
      roster,
      mode: fc.constantFrom('resumed' as const, 'restarted' as const),
      rosterComplete: fc.boolean(),
    }),
  ),
  fact('heldExpired', fc.constant({ leg: 1 })),
);
