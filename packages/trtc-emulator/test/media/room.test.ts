import { expect } from 'vitest';

import { mediaTest as test } from '../support/media-test.ts';
import { SdkUser } from '../support/sdk-user.ts';

test('screen as second stream, small picture, message, mute', async ({ emulate, user }) => {
  const emulator = await emulate({ videoCodecs: ['VP8'] });
  const [ann, bob] = [await user('ann'), await user('bob')];
  await Promise.all([ann.join(emulator), bob.join(emulator)]);
  await ann.publish({ hue: 120, toneHz: 500, screenHue: 300, small: true });
  await bob.watch('ann', { screen: true });
  await bob.watch('ann', { small: true });
  await bob.hear('ann');
  await bob.view('ann', { hue: 120, screenHue: 300, toneHz: 500, width: 80 });
  await ann.send(3, 'hello');
  await bob.event('custom-message', { userId: 'ann', cmdId: 3, data: 'hello' });
  await ann.must('updateLocalAudio', [{ mute: true }]);
  await bob.event('remote-audio-unavailable', { userId: 'ann' });
  await bob.view('ann', { silent: true });
  const mark = await bob.mark();
  await ann.must('updateLocalAudio', [{ mute: false }]);
  await bob.event('remote-audio-available', { userId: 'ann' }, { after: mark });
  await bob.view('ann', { toneHz: 500 });
  await ann.must('stopScreenShare');
  await bob.event('remote-video-unavailable', { userId: 'ann', streamType: 'sub' });
});

test('live: who watches publishes once their role allows it', async ({ emulate, user }) => {
  const emulator = await emulate();
  const [ann, bob] = [await user('ann'), await user('bob')];
  await ann.join(emulator, { room: 7, scene: 'live', role: 'anchor' });
  await bob.join(emulator, { room: 7, scene: 'live', role: 'audience' });
  await bob.must('switchRole', ['anchor']);
  await ann.event('remote-user-enter', { userId: 'bob' });
  await bob.publish({ hue: 60 });
  await ann.watch('bob');
  await ann.view('bob', { hue: 60 });
  await bob.must('switchRole', ['audience']);
  await ann.event('remote-user-exit', { userId: 'bob' });
});

test('kicked by the server, by the same id elsewhere, and by the end of the room', async ({
  emulate,
  user,
}) => {
  const emulator = await emulate();
  const [ann, twin, bob] = [await user('ann'), await user('ann'), await user('bob')];
  await ann.join(emulator);
  await twin.join(emulator);
  await ann.event('kicked-out', { reason: 'kick' });
  await bob.join(emulator);
  emulator.kick({ room: 'room-1', userId: 'ann' });
  await twin.event('kicked-out', { reason: 'banned' });
  emulator.disband({ room: 'room-1' });
  await bob.event('kicked-out', { reason: 'room_disband' });
  expect(emulator.usage()).toMatchObject({ sessions: 0, rooms: 0, mediaPaths: 0 });
});

test('the socket is cut: back at once; reconnecting refused: joined anew', async ({ emulate, user }) => {
  const emulator = await emulate();
  const [ann, bob] = [await user('ann'), await user('bob')];
  await Promise.all([ann.join(emulator), bob.join(emulator)]);
  await ann.publish({ hue: 120 });
  await bob.watch('ann');
  await bob.view('ann', { hue: 120 });
  const address = { room: 'room-1', userId: 'ann' };
  const mark = await ann.mark();
  emulator.cutSocket(address);
  await ann.event('connection-state-changed', { state: 'CONNECTED' }, { after: mark });
  const seen = await bob.mark();
  emulator.cutSocket(address, { forget: true });
  await bob.event('remote-user-exit', { userId: 'ann' }, { after: seen });
  await bob.event('remote-user-enter', { userId: 'ann' }, { after: seen });
  await bob.event('remote-video-available', { userId: 'ann' }, { after: seen });
  await bob.must('startRemoteVideo', [{ userId: 'ann', streamType: 'main' }]);
  await bob.view('ann', { hue: 120 });
});

test(
  'media is lost: a new path after a quarter of a minute, and pictures again',
  { tags: ['long'] },
  async ({ emulate, user }) => {
    const emulator = await emulate();
    const [ann, bob] = [await user('ann'), await user('bob')];
    await Promise.all([ann.join(emulator), bob.join(emulator)]);
    await ann.publish({ hue: 200 });
    await bob.watch('ann');
    await bob.view('ann', { hue: 200 });
    emulator.killMedia({ room: 'room-1', userId: 'ann' });
    await emulator.waitFor(({ kind, name }) => kind === 'reply' && name === 'rebuild_pc', {
      timeoutMs: 30_000,
    });
    const before =
      emulator.sessions().find(({ userId }) => userId === 'ann')?.streams[0]?.counters.packets ?? 0;
    await expect
      .poll(() => emulator.sessions().find(({ userId }) => userId === 'ann')?.streams[0]?.counters.packets)
      .toBeGreaterThan(before + 5);
    await bob.view('ann', { hue: 200 });
  },
);

test(
  'eight instances in one page, each publishing and receiving two others',
  { timeout: 120_000 },
  async ({ emulate, rig }) => {
    const emulator = await emulate({ videoCodecs: ['VP8'] });
    const page = await rig.page();
    const users: SdkUser[] = [];
    for (let index = 0; index < 8; index += 1) users.push(await SdkUser.create(page, `user-${index}`));
    await Promise.all(users.map((one) => one.join(emulator)));
    await Promise.all(
      users.map((one, index) => one.publish({ hue: index * 45, toneHz: 400 + index * 100, size: 96 })),
    );
    for (const step of [1, 4]) {
      await Promise.all(
        users.map(async (one, index) => {
          const other = (index + step) % 8;
          await one.watch(`user-${other}`);
          await one.hear(`user-${other}`);
          await one.view(`user-${other}`, { hue: other * 45, toneHz: 400 + other * 100, timeoutMs: 40_000 });
        }),
      );
    }
    expect(emulator.usage()).toMatchObject({ sessions: 8, publications: 8, subscriptions: 16 });
    await users[0]?.must('exitRoom');
    expect(emulator.usage()).toMatchObject({ sessions: 7 });
    await page.context().close();
  },
);
