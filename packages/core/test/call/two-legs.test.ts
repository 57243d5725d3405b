import { describe, expect, it } from 'vitest';
import { internalsOf } from '../../src/session/internals.ts';
import { secondLeg } from '../../src/session/second-leg.ts';
import { createSessionRig, type SessionRig } from '../session/rig.ts';
import { createStubVendor, type StubVendor } from '../session/stub-vendor.ts';

const ann = (remoteId: string) =>
  ({ remoteId, userId: 'ann', sources: [{ source: 'microphone', muted: false }] }) as const;

interface TwoLegs extends SessionRig {
  readonly other: StubVendor;
  readonly leg: number;
  readonly events: string[];
}

/** A call over one vendor, with somebody in it, and another leg over a vendor of other habits beside it. */
async function twoLegs(identity: 'attested' | 'claimed' = 'attested'): Promise<TwoLegs & { id: string }> {
  const rig = createSessionRig({ identity });
  await rig.join();
  const { id } = await rig.comes('ann');
  const events: string[] = [];
  for (const name of ['participant-joined', 'participant-left', 'source-unsubscribed'] as const)
    rig.session.on(name, ({ participant }) => events.push(`${name} ${participant.userId}`));
  const other = createStubVendor({
    identity,
    screenAudio: 'mixed',
    roster: 'streaming',
    duplicateIdentity: 'kicks-older',
  });
  const leg = await secondLeg(rig.session).add(other.adapter, { room: 'studio', userId: 'me' }, 15_000);
  return { ...rig, other, leg, events, id };
}

describe('a call over two legs', () => {
  it('keeps the person and the stream when their source moves from one leg to the other', async () => {
    const { session, other, leg, events, id, clock, tracks } = await twoLegs();
    other.sink().participantJoined(ann('ann-over-there'));
    await clock.advance(1);
    const track = tracks.create({ kind: 'audio', origin: 'remote', label: 'ann over there' });
    other.sink().remoteTrack({ remoteId: 'ann-over-there', source: 'microphone', track });
    const { store } = internalsOf(session);
    const stream = session.participant(id)?.microphone.mediaStream;
    store.dispatch({ type: 'renderMoved', data: { leg, participantId: id, source: 'microphone' } });
    expect(stream?.getTracks()).toEqual([track]);
    await secondLeg(session).close(1, 'left');
    expect(session.state.status).toBe('joined');
    expect(session.participant(id)?.microphone.mediaStream).toBe(stream);
    expect([session.participants.size, stream?.getTracks(), events]).toEqual([1, [track], []]);
  });

  it('takes nobody for somebody else whose id no vendor vouches for', async () => {
    const { session, other, events, clock } = await twoLegs('claimed');
    other.sink().participantJoined(ann('a-stranger'));
    await clock.advance(999);
    expect(session.participants.size).toBe(1);
    await clock.advance(1);
    expect([session.participants.size, events]).toEqual([2, ['participant-joined ann']]);
  });

  it('waits up to a second for somebody whom the first leg has not told of yet', async () => {
    const { session, sink, other, events, clock } = await twoLegs();
    const ben = { remoteId: 'ben', userId: 'ben', sources: [] };
    other.sink().participantJoined({ ...ben, remoteId: 'ben-over-there' });
    await clock.advance(500);
    sink().participantJoined(ben);
    await clock.advance(5_000);
    expect([session.participants.size, events]).toEqual([2, ['participant-joined ben']]);
    sink().participantLeft({ remoteId: 'ben' });
    expect(session.participants.size).toBe(2);
    other.sink().participantLeft({ remoteId: 'ben-over-there' });
    expect(events).toEqual(['participant-joined ben', 'participant-left ben']);
  });

  it('goes on when one leg ends, and ends when somebody is thrown out of either', async () => {
    const { session, other, clock, events } = await twoLegs();
    other.sink().ended({ reason: 'server-shutdown', vendorHasLeft: true });
    await clock.advance(1);
    expect([session.state.status, events]).toEqual(['joined', []]);
    const again = createStubVendor();
    await secondLeg(session).add(again.adapter, { room: 'studio', userId: 'me' }, 15_000);
    again.sink().ended({ reason: 'kicked', vendorHasLeft: true });
    await clock.advance(1);
    expect(session.state).toMatchObject({ status: 'ended', reason: 'kicked' });
  });
});

describe('a call', () => {
  it('that ends in the moment in which its join succeeds stays ended', async () => {
    for (let microtasks = 0; microtasks < 20; microtasks += 1) {
      const { session, join } = createSessionRig();
      const joining = join().catch(() => undefined);
      for (let turn = 0; turn < microtasks; turn += 1) await Promise.resolve();
      await session.dispose();
      await joining;
      expect([microtasks, session.state.status]).toEqual([microtasks, 'ended']);
    }
  });

  it('that was recorded tells so at its end, and every change is told to subscribers again', async () => {
    const { session, join, sink, clock } = createSessionRig();
    const told: boolean[] = [];
    session.on('recording-changed', ({ recording }) => told.push(recording));
    await join();
    await clock.advance(1);
    let notices = 0;
    session.subscribe(() => (notices += 1));
    for (const recording of [true, false, true]) {
      sink().recordingChanged({ recording });
      await clock.advance(1);
    }
    expect(notices).toBe(3);
    await session.leave();
    expect(told).toEqual([true, false, true, false]);
  });
});
