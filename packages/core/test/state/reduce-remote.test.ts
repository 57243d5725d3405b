import { describe, expect, it } from 'vitest';
import { RtcError } from '../../src/errors/rtc-error.ts';
import type { Fact } from '../../src/state/fact.ts';
import type { FakeMediaStreamTrack } from '../../src/testing/fake-track.ts';
import { createTrackRegistry } from '../../src/testing/track-registry.ts';
import { info, told, type Told } from './people.ts';

const tracks = createTrackRegistry();
const newTrack = (): FakeMediaStreamTrack =>
  tracks.create({ kind: 'video', origin: 'remote', label: 'camera' });
const of = { remoteId: 'zoe', source: 'camera' } as const;

/** A call with two people, each with a camera; nothing of it is told yet. */
function callOfTwo(): Told & { readonly id: string } {
  const call = told();
  for (const userId of ['zoe', 'max'])
    call.tell({ type: 'participantJoined', leg: 1, data: info(userId, { sources: ['camera'] }) });
  call.events.length = call.effects.length = 0;
  return Object.assign(call, { id: call.idOf('zoe') });
}

const want = (participantId: string): Fact => ({
  type: 'subscriptionChanged',
  data: { leg: 1, participantId, source: 'camera', subscription: { status: 'subscribing' } },
});
const subscriptionOf = (call: Told, userId = 'zoe'): string | undefined =>
  call.state.people.get(call.idOf(userId))?.participant.sources.camera?.subscription.status;

describe('a track of somebody else', () => {
  it('is theirs alone where it is wanted, and nothing where it no longer is', () => {
    const call = callOfTwo();
    call.tell({ type: 'remoteTrack', leg: 1, data: { ...of, track: newTrack() } });
    expect([subscriptionOf(call), call.effects]).toEqual(['not-subscribed', []]);
    call.tell(want(call.id), { type: 'remoteTrack', leg: 1, data: { ...of, track: newTrack() } });
    expect([subscriptionOf(call), subscriptionOf(call, 'max')]).toEqual(['subscribed', 'not-subscribed']);
    expect(call.effects.filter(({ type }) => type === 'received')).toEqual([
      { type: 'received', leg: 1, participantId: call.id, source: 'camera' },
    ]);
  });

  it('that is lost is waited for again, and asked for again where the driver says so', () => {
    for (const repair of ['driver', 'core'] as const) {
      const call = callOfTwo();
      call.tell(want(call.id), { type: 'remoteTrack', leg: 1, data: { ...of, track: newTrack() } });
      call.effects.length = 0;
      call.tell({ type: 'remoteTrackLost', leg: 1, data: { ...of, repair } });
      expect(subscriptionOf(call)).toBe('subscribing');
      const asked = call.effects.map(({ type }) => type).filter((type) => type.startsWith('receive'));
      expect(asked).toEqual(repair === 'core' ? ['receive-again', 'receive'] : ['receive']);
    }
  });

  it('that failed is tried again later, and told to the app', () => {
    const call = callOfTwo();
    const error = new RtcError({ code: 'subscribe-failed', message: 'no' });
    call.tell(want(call.id));
    call.effects.length = 0;
    call.tell({ type: 'subscriptionFailed', leg: 1, data: { ...of, error } });
    expect(subscriptionOf(call)).toBe('failed');
    expect(call.effects).toContainEqual({
      type: 'retry-later',
      leg: 1,
      participantId: call.id,
      source: 'camera',
    });
  });
});

describe('what is said of somebody else', () => {
  it('is contained where it is said twice, or of what is not there', () => {
    const call = callOfTwo();
    call.tell(
      { type: 'sourcePublished', leg: 1, data: { ...of, muted: false } },
      { type: 'sourceUnpublished', leg: 1, data: { ...of, source: 'screen' } },
      { type: 'sourceMuted', leg: 1, data: { ...of, source: 'screen', muted: true } },
      { type: 'remoteTrack', leg: 1, data: { ...of, source: 'screen', track: newTrack() } },
    );
    expect(call.contained).toEqual([
      'duplicate-publication',
      'unknown-publication',
      'unknown-publication',
      'unknown-publication',
    ]);
    expect(call.said()).toEqual([]);
  });

  it('is told once: a mute that is known is no news, a second publication with another mute is one', () => {
    const call = callOfTwo();
    call.tell({ type: 'sourceMuted', leg: 1, data: { ...of, muted: false } });
    expect(call.said()).toEqual([]);
    call.tell({ type: 'sourceMuted', leg: 1, data: { ...of, muted: true } });
    expect(call.said()).toEqual(['source-muted zoe camera']);
    call.tell({ type: 'sourcePublished', leg: 1, data: { ...of, muted: false } });
    expect(call.said()).toEqual(['source-muted zoe camera']);
    expect(call.state.people.get(call.id)?.participant.sources.camera?.muted).toBe(false);
    expect(call.contained).toEqual([]);
  });

  it('is told once where somebody sees the same of it, and not where it is not published or they have gone', () => {
    const call = callOfTwo();
    const rendered = (participantId: string, source: 'camera' | 'screen'): Fact => ({
      type: 'renderChanged',
      data: { participantId, source, render: 'playing' },
    });
    call.tell(rendered(call.id, 'camera'));
    expect(call.said()).toEqual(['source-render-changed zoe camera']);
    call.tell(rendered(call.id, 'camera'), rendered(call.id, 'screen'), rendered('p9', 'camera'));
    expect([call.said(), call.contained]).toEqual([[], []]);
  });

  it('changes only what it names', () => {
    const call = callOfTwo();
    call.tell({ type: 'participantUpdated', leg: 1, data: { remoteId: 'zoe', displayName: 'Zoë' } });
    call.tell({ type: 'participantUpdated', leg: 1, data: { remoteId: 'zoe', role: 'host' } });
    call.tell({ type: 'participantInterrupted', leg: 1, data: { remoteId: 'zoe' } });
    const zoe = call.state.people.get(call.id)?.participant;
    expect(zoe).toMatchObject({ displayName: 'Zoë', role: 'host', connection: 'interrupted' });
    expect(zoe?.sources.camera?.muted).toBe(false);
    call.tell({ type: 'participantRestored', leg: 1, data: { remoteId: 'zoe' } });
    expect(call.state.people.get(call.id)?.participant.connection).toBe('connected');
    expect(call.state.people.get(call.idOf('max'))?.participant).toMatchObject({
      displayName: '',
      connection: 'connected',
    });
  });
});
