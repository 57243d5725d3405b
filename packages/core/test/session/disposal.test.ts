import { describe, expect, it } from 'vitest';
import { createSessionRig } from './rig.ts';

function watched() {
  const rig = createSessionRig();
  const states: string[] = [];
  rig.session.on('state-changed', ({ state }) => {
    states.push(state.status === 'ended' ? `ended: ${state.reason}` : state.status);
  });
  return { ...rig, states };
}

describe('a session that is disposed of', () => {
  it('has ended, with that reason, once', async () => {
    const { session, states } = watched();
    await Promise.all([session.dispose(), session.dispose()]);
    await session.dispose();
    expect([states, session.state]).toEqual([['ended: disposed'], { status: 'ended', reason: 'disposed' }]);
  });

  it('ends its call with that reason, and says so once', async () => {
    const { session, join, states } = watched();
    await join();
    await session.dispose();
    expect(states).toEqual(['joining', 'joined', 'leaving', 'ended: disposed']);
  });

  it('says so also where its call ended before, for another reason', async () => {
    const { session, join, sink, states } = watched();
    await join();
    sink().ended({ reason: 'kicked', vendorHasLeft: true });
    await session.dispose();
    expect(states.filter((state) => state.startsWith('ended'))).toEqual(['ended: kicked', 'ended: disposed']);
  });

  it('refuses what would begin anew, and lets everything else be', async () => {
    const { session, join } = watched();
    await session.dispose();
    await expect(join()).rejects.toMatchObject({ code: 'invalid-state' });
    await expect(session.preload()).rejects.toMatchObject({ code: 'invalid-state' });
    await expect(session.leave()).resolves.toBeUndefined();
    expect(session.participant('p1')).toBeUndefined();
  });
});

describe('the snapshot', () => {
  it('is the same until something changes, and so are the people in it until one of them does', async () => {
    const { session, join, comes, sink, clock } = watched();
    const first = session.snapshot;
    expect(session.snapshot).toBe(first);
    await join();
    const joined = session.snapshot;
    expect([joined === first, joined.state.status, joined.self?.userId]).toEqual([false, 'joined', 'me']);
    const ann = await comes('ann');
    const withAnn = session.snapshot;
    sink().recordingChanged({ recording: true });
    await clock.settle();
    const recorded = session.snapshot;
    expect([recorded.recording, recorded.participants === withAnn.participants]).toEqual([true, true]);
    sink().sourceMuted({ remoteId: 'ann', source: 'microphone', muted: true });
    await clock.settle();
    expect(session.snapshot.participants).not.toBe(withAnn.participants);
    expect([
      withAnn.participants.get(ann.id)?.sources.microphone?.muted,
      session.snapshot.participants.get(ann.id)?.sources.microphone?.muted,
    ]).toEqual([false, true]);
  });
});
