import { describe, expect, it, vi } from 'vitest';
import type { RtcSession } from '../../src/face/rtc-session.ts';
import { createSessionRig } from '../session/rig.ts';

const statuses = (session: RtcSession): string[] => {
  const seen: string[] = [];
  session.on('state-changed', ({ state }) =>
    seen.push(state.status === 'ended' ? `ended ${state.reason}` : state.status),
  );
  return seen;
};

describe('what facts cause', () => {
  it('a mute by the server shuts every source that the publication carries, before anybody hears of it', async () => {
    const rig = createSessionRig({ screenAudio: 'mixed' });
    await rig.session.microphone.enable();
    await rig.join();
    const gates: boolean[] = [];
    rig.session.on('local-source-changed', ({ state }) => {
      if (state.source === 'microphone' && state.mutedBy === 'server')
        gates.push(rig.tracks.all.some(({ clonedFrom, enabled }) => clonedFrom && enabled));
    });
    rig.sink().localMutedByServer({ source: 'microphone' });
    expect(gates).toEqual([false]);
    expect(rig.session.screenAudio.state.mutedBy).toBe('server');
  });

  it('a lost way to the vendor ends the call when it does not come back in time, and not when it does', async () => {
    const rig = createSessionRig();
    const seen = statuses(rig.session);
    await rig.join();
    rig.sink().connectionInterrupted({});
    await rig.clock.advance(89_999);
    rig.sink().connectionRestored({ mode: 'resumed', roster: [] });
    await rig.clock.advance(90_000);
    expect(rig.session.state.status).toBe('joined');
    rig.sink().connectionInterrupted({});
    await rig.clock.advance(90_000);
    await rig.clock.settle();
    expect(seen.at(-1)).toBe('ended connection-lost');
  });

  it('somebody who is missing after a restart is believed to be gone after ten seconds', async () => {
    const rig = createSessionRig();
    await rig.join();
    const { id } = await rig.comes('ann');
    rig.sink().connectionInterrupted({});
    rig.sink().connectionRestored({ mode: 'restarted', roster: [], rosterComplete: false });
    await rig.clock.advance(9_999);
    expect(rig.session.participants.has(id)).toBe(true);
    await rig.clock.advance(1);
    expect(rig.session.participants.has(id)).toBe(false);
  });

  it('a call that the vendor ends is ended, once, for the reason that it gave', async () => {
    const rig = createSessionRig();
    const seen = statuses(rig.session);
    await rig.join();
    rig.sink().ended({ reason: 'kicked', vendorHasLeft: true });
    await vi.waitFor(() => expect(seen.at(-1)).toBe('ended kicked'));
    expect(seen.filter((status) => status.startsWith('ended'))).toHaveLength(1);
  });
});
