import { describe, expect, it } from 'vitest';
import { createSessionRig, type SessionRig } from './rig.ts';

async function leaveAndReturn({ page, clock, session }: SessionRig): Promise<void> {
  page.fire('hide');
  await clock.settle();
  expect(session.state).toMatchObject({ status: 'ended', reason: 'page-closed' });
  page.fire('show-restored');
  await clock.advance(1);
}

describe('coming back from the back-forward cache', () => {
  it('brings a muted microphone back enabled and muted, and an open camera open', async () => {
    const rig = createSessionRig();
    const { session } = rig;
    await Promise.all([session.microphone.enable(), session.camera.enable()]);
    await rig.join();
    await session.microphone.mute();
    const before = session.microphone.state.capture;
    await leaveAndReturn(rig);
    expect(session.state.status).toBe('joined');
    expect(session.microphone.state).toMatchObject({
      enabled: true,
      muted: true,
      mutedBy: 'self',
      capture: before,
    });
    expect(session.camera.state).toMatchObject({ enabled: true, muted: false, capture: { status: 'live' } });
    // Nothing of it was ever to be sent.
    const offered = rig.joins.at(-1)?.local.filter(({ source }) => source === 'microphone') ?? [];
    for (const { muted, track } of offered) {
      expect(muted).toBe(true);
      expect(track?.enabled ?? false).toBe(false);
    }
    await session.microphone.unmute();
    expect(session.microphone.state).toMatchObject({ muted: false, capture: { status: 'live' } });
  });

  it('brings a muted camera back with its light out, and one that a server muted as muted by the server', async () => {
    const rig = createSessionRig();
    const { session } = rig;
    await Promise.all([session.microphone.enable(), session.camera.enable()]);
    await rig.join();
    await session.camera.mute();
    rig.sink().localMutedByServer({ source: 'microphone' });
    await rig.clock.settle();
    await leaveAndReturn(rig);
    expect(session.camera.state).toMatchObject({
      enabled: true,
      muted: true,
      capture: { status: 'released' },
    });
    expect(session.microphone.state).toMatchObject({ enabled: true, muted: true, mutedBy: 'server' });
  });

  it('leaves off what was off', async () => {
    const rig = createSessionRig();
    await rig.join();
    await rig.session.microphone.mute();
    await leaveAndReturn(rig);
    expect(rig.session.state.status).toBe('joined');
    expect(rig.session.microphone.state).toMatchObject({ enabled: false, capture: { status: 'off' } });
  });
});
