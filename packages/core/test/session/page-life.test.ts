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

describe('a page that was frozen', () => {
  const room = { room: 'studio', userId: 'me' };
  async function thawed(): Promise<SessionRig> {
    const rig = createSessionRig();
    await rig.join();
    rig.page.fire('freeze');
    rig.page.fire('resume');
    return rig;
  }

  it('is in its call again where its vendor has given it up meanwhile', async () => {
    const { session, sink, clock, joins } = await thawed();
    await session.microphone.enable();
    sink().ended({ reason: 'connection-lost', vendorHasLeft: true });
    await clock.advance(1);
    expect(session.state.status).toBe('joined');
    expect(joins).toMatchObject([room, room]);
  });

  it('stays out of a call that has ended for another reason', async () => {
    const { session, sink, clock } = await thawed();
    sink().ended({ reason: 'kicked', vendorHasLeft: true });
    await clock.advance(1);
    expect(session.state).toMatchObject({ status: 'ended', reason: 'kicked' });
  });

  it('takes a connection that is lost long after for what it is', async () => {
    const { session, sink, clock } = await thawed();
    await clock.advance(30_000);
    sink().ended({ reason: 'connection-lost', vendorHasLeft: true });
    await clock.advance(1);
    expect(session.state).toMatchObject({ status: 'ended', reason: 'connection-lost' });
  });

  it('asks for everything anew, as its vendor may have lost it', async () => {
    const { comes, page, clock, asked, published, ...rig } = createSessionRig();
    await rig.session.microphone.enable();
    await rig.join();
    await comes('ann');
    asked.length = published.length = 0;
    page.fire('freeze');
    page.fire('resume');
    await clock.advance(1);
    expect([asked, published.map((set) => set.map(({ source }) => source))]).toEqual([
      ['ann'],
      [['microphone']],
    ]);
  });
});
