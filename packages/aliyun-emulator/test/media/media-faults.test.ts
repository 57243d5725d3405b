import { expect } from 'vitest';

import { serviceCodes } from '../../src/index.ts';
import { mediaTest as test } from '../support/media-test.ts';

const look = { hue: 0, toneHz: 440 };

test('publish refused by the reply, by the result, and never answered', async ({ emulate, engine }) => {
  const emulator = await emulate();
  const alice = await engine('alice');
  await alice.join(emulator, 'room1');
  await alice.prepare(look);
  emulator.fault({ kind: 'refuse', request: 'publish', code: 4711, times: 1 });
  expect(await alice.call('publish')).toMatchObject({ settled: 'rejected', code: 4711 });
  await alice.call('unPublish');

  await alice.prepare(look);
  emulator.fault({ kind: 'refuse', request: 'publish', code: 4711, part: 'result', times: 1 });
  expect(await alice.call('publish')).toEqual({ settled: 'rejected', message: 'no answer' });
  await alice.call('unPublish');

  await alice.prepare(look);
  emulator.fault({ kind: 'never', request: 'publish', part: 'result', times: 1 });
  expect(await alice.call('publish', [], 2500)).toEqual({ settled: 'pending' });
});

test('subscribe refused: it never settles, and every later one is 10500', async ({ emulate, engine }) => {
  const emulator = await emulate();
  emulator
    .addParticipant({ room: 'room1', userId: 'carol' })
    .publish({ camera: { colour: 'red' }, microphone: look });
  const alice = await engine('alice');
  await alice.join(emulator, 'room1');
  await alice.waitForEvent('onPublisher', { userId: 'carol' });
  emulator.fault({
    kind: 'refuse',
    request: 'subscribe',
    code: serviceCodes['subscription-limit'].code,
    times: 1,
  });
  expect(await alice.call('subscribe', ['carol'], 1500)).toEqual({ settled: 'pending' });
  expect(await alice.call('subscribe', ['carol'])).toMatchObject({ settled: 'rejected', errorCode: 10_500 });
});

test('a publisher is lost and comes with the next announcement', async ({ emulate, engine }) => {
  const emulator = await emulate();
  const carol = emulator.addParticipant({ room: 'room1', userId: 'carol' });
  const alice = await engine('alice');
  await alice.join(emulator, 'room1');
  emulator.fault({ kind: 'event', event: 'publishers', action: 'lose', userId: 'alice', times: 1 });
  carol.publish({ camera: { colour: 'red' }, microphone: look });
  carol.setActive('sophon_video_camera_large', false);
  carol.setActive('sophon_video_camera_large', true);
  await alice.watch('carol');
  await alice.waitForView('carol', { hue: 0 });
});

test('somebody leaves, crashes, stalls: what the others are told', async ({ emulate, engine }) => {
  const emulator = await emulate();
  const alice = await engine('alice');
  await alice.join(emulator, 'room1');
  const carol = emulator.addParticipant({ room: 'room1', userId: 'carol' });
  carol.publish({ camera: { colour: 'blue' }, microphone: look });
  await alice.watch('carol');
  await alice.waitForView('carol', { hue: 240, toneHz: 440 });
  carol.setMuted({ camera: true, microphone: true });
  await alice.waitForView('carol', { silent: true });
  const info = await alice.page.evaluate(() =>
    JSON.stringify(window.harness.engine('alice').getUserInfo('carol')),
  );
  expect(info).toMatch(/"label":"sophon_audio"[^}]*"muted":true/u);
  carol.crash({ noticedAfterMs: 300 });
  await alice.waitForEvent('onUnPublisher', { userId: 'carol' });
  await alice.waitForEvent('onLeave', { userId: 'carol' });
});

test('media impaired: silence while everything is lost, and back', async ({ emulate, engine }) => {
  const emulator = await emulate();
  const alice = await engine('alice');
  await alice.join(emulator, 'room1');
  emulator
    .addParticipant({ room: 'room1', userId: 'carol' })
    .publish({ camera: { colour: 'green' }, microphone: look });
  await alice.watch('carol');
  await alice.waitForView('carol', { hue: 120, toneHz: 440 });
  const restore = emulator.impairMedia({ room: 'room1', userId: 'alice' }, { loss: 1 });
  await alice.waitForView('carol', { silent: true });
  restore();
  await alice.waitForView('carol', { toneHz: 440 });
  emulator.impairMedia({ room: 'room1', userId: 'alice' }, { loss: 0.1, delayMs: 50 });
  await alice.waitForView('carol', { hue: 120, toneHz: 440 });
});

test(
  "one user's media killed: 10301 for what it publishes, 10302 for what it watches, and both can be mended",
  { tags: ['long'] },
  async ({ emulate, engine }) => {
    const emulator = await emulate();
    const carol = emulator.addParticipant({ room: 'room1', userId: 'carol' });
    carol.publish({ camera: { colour: 'yellow' }, microphone: { toneHz: 700 } });
    const alice = await engine('alice');
    const bob = await engine('bob');
    await alice.join(emulator, 'room1');
    await bob.join(emulator, 'room1');
    await alice.publish(look);
    await alice.watch('carol');
    await bob.watch('alice');
    await Promise.all([
      alice.waitForView('carol', { hue: 60 }),
      bob.waitForView('alice', { hue: 0, toneHz: 440 }),
    ]);
    emulator.killMedia({ room: 'room1', userId: 'alice' });
    const failures = await Promise.all([
      alice.waitForEvent('onError', { errorCode: 10_301, timeoutMs: 30_000 }),
      alice.waitForEvent('onError', { errorCode: 10_302, timeoutMs: 30_000 }),
    ]);
    expect(failures.map(({ payload }) => payload)).toMatchObject([
      { type: 'publish' },
      { type: 'subscribe', userId: 'carol' },
    ]);
    await alice.call('unPublish');
    await alice.call('unSubscribe', ['carol']);
    await alice.publish({ hue: 180, toneHz: 880 });
    await alice.must('subscribe', ['carol']);
    await bob.waitForEvent('onUnPublisher', { userId: 'alice' });
    await bob.must('subscribe', ['alice']);
    await Promise.all([
      alice.waitForView('carol', { hue: 60, toneHz: 700 }),
      bob.waitForView('alice', { hue: 180, toneHz: 880 }),
    ]);
  },
);

test('no TURN: publishing hangs; once it is back it works', async ({ emulate, engine }) => {
  const emulator = await emulate();
  const alice = await engine('alice');
  await alice.join(emulator, 'room1');
  await emulator.killTurn();
  await alice.prepare(look);
  expect(await alice.call('publish', [], 3000)).toEqual({ settled: 'pending' });
  await emulator.restoreTurn();
  const bob = await engine('bob');
  await bob.join(emulator, 'room1');
  await bob.publish({ hue: 240, toneHz: 880 });
  expect(emulator.sessions().find(({ userId }) => userId === 'bob')?.allocations).toBeGreaterThan(0);
});
