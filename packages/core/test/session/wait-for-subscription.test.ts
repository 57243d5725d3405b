import { describe, expect, it } from 'vitest';
import { RtcError } from '../../src/errors/rtc-error.ts';
import type { SubscriptionState } from '../../src/model/participant.ts';
import type { SourceKind } from '../../src/model/source-kind.ts';
import { waitForSubscription } from '../../src/session/wait-for-subscription.ts';
import { createLegRig } from '../leg/leg-rig.ts';
import { info } from '../state/people.ts';

/** A call with ann and ben, who both publish a microphone and a camera. */
function createRig() {
  const rig = createLegRig();
  const { store, clock } = rig;
  for (const userId of ['ann', 'ben'])
    store.dispatch({
      type: 'participantJoined',
      leg: 1,
      data: info(userId, { sources: ['microphone', 'camera'] }),
    });
  const people = [...store.state.people.values()].map(({ participant }) => participant);
  const idOf = (userId: string): string => people.find((each) => each.userId === userId)?.id ?? '';
  const wish = { isWanted: true };
  const becomes = (
    subscription: SubscriptionState,
    of: { userId?: string; source?: SourceKind } = {},
  ): void => {
    const { userId = 'ann', source = 'microphone' } = of;
    const data = { leg: 1, participantId: idOf(userId), source, subscription };
    store.dispatch({ type: 'subscriptionChanged', data });
  };
  const arrives = (remoteId: string, source: SourceKind): void => {
    const track = rig.tracks.create({ kind: source === 'camera' ? 'video' : 'audio', origin: 'remote' });
    store.dispatch({ type: 'remoteTrack', leg: 1, data: { remoteId, source, track } });
  };
  const all = ['ann', 'ben'].flatMap((userId) =>
    (['microphone', 'camera'] as const).map((source) => ({ userId, source })),
  );
  for (const each of all) becomes({ status: 'subscribing' }, each);
  const results: string[] = [];
  const wait = (source: SourceKind = 'microphone'): void => {
    const wishes = { isManual: () => wish.isWanted };
    waitForSubscription({ clock, store, wishes, ms: 1_000 }, { participantId: idOf('ann'), source }).then(
      () => results.push('subscribed'),
      (cause: unknown) =>
        results.push(cause instanceof RtcError ? `${cause.code}: ${cause.message}` : 'something else'),
    );
  };
  return { ...rig, wish, becomes, arrives, wait, results };
}
const error = new RtcError({ code: 'forbidden', message: 'Not for you.' });

describe('the wait for a subscription', () => {
  it('is over with the track, and not with that of another source or person', async () => {
    const { wait, arrives, becomes, results, clock } = createRig();
    wait();
    arrives('ann', 'camera');
    arrives('ben', 'microphone');
    becomes({ status: 'failed', error }, { source: 'camera' });
    becomes({ status: 'failed', error }, { userId: 'ben' });
    await clock.advance(1);
    expect(results).toEqual([]);
    arrives('ann', 'microphone');
    wait();
    await clock.advance(1);
    becomes({ status: 'failed', error });
    // Nobody listens any more.
    expect([results, clock.pending]).toEqual([['subscribed', 'subscribed'], 0]);
  });

  it('fails with what the vendor says', async () => {
    const { wait, becomes, results, clock } = createRig();
    wait();
    becomes({ status: 'failed', error });
    await clock.advance(1);
    expect(results).toEqual(['forbidden: Not for you.']);
  });

  it('fails where the limit of the vendor leaves no place, and goes on where something else delays it', async () => {
    const { wait, becomes, results, clock } = createRig();
    wait();
    becomes({ status: 'not-subscribed', reason: 'hidden' });
    await clock.advance(1);
    expect(results).toEqual([]);
    becomes({ status: 'not-subscribed', reason: 'limit' });
    await clock.advance(1);
    expect(results).toEqual(['subscribe-failed: Subscribing to the microphone: the limit is reached.']);
  });

  it('is given up where the wish is taken back, or the source goes', async () => {
    const { wait, becomes, results, clock, store, wish } = createRig();
    wait();
    store.dispatch({ type: 'sourceUnpublished', leg: 1, data: { remoteId: 'ann', source: 'microphone' } });
    await clock.advance(1);
    expect(results).toEqual(['aborted: The microphone is no longer published.']);
    wait('camera');
    wish.isWanted = false;
    becomes({ status: 'not-subscribed', reason: 'manual' }, { source: 'camera' });
    await clock.advance(1);
    expect(results[1]).toMatch(/^aborted: Subscribing to the camera/);
    wait('screen');
    await clock.advance(1);
    expect(results[2]).toBe('invalid-state: The screen is not published.');
  });

  it('goes on where the wish is taken back, and the source comes all the same', async () => {
    const { wait, arrives, becomes, results, clock, wish } = createRig();
    wait();
    wish.isWanted = false;
    becomes({ status: 'failed', error }, { userId: 'ben' });
    await clock.advance(1);
    expect(results).toEqual([]);
    arrives('ann', 'microphone');
    await clock.advance(1);
    expect(results).toEqual(['subscribed']);
  });

  it('has an end', async () => {
    const { wait, results, clock } = createRig();
    wait();
    await clock.advance(1_999);
    expect(results).toEqual([]);
    await clock.advance(1);
    expect(results[0]).toMatch(/^timeout: Subscribing to the microphone/);
  });
});
