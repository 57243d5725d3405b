import { expect } from 'vitest';

import { serviceCodes } from '../../src/index.ts';
import { mediaTest as test } from '../support/media-test.ts';

test('refused by allocate: a rejection with `code` and no `errorCode`', async ({ emulate, engine }) => {
  const emulator = await emulate();
  const alice = await engine('alice');
  const expired = emulator.credential({ room: 'room1', userId: 'alice', lifetimeSeconds: -5 });
  const outcome = await alice.call('joinChannel', [expired, 'Alice']);
  expect(outcome).toMatchObject({ settled: 'rejected', code: serviceCodes['token-expired'].code });
  expect(outcome).not.toHaveProperty('errorCode');
});

test('refused by join: a rejection with `errorCode`, and the next attempt works', async ({
  emulate,
  engine,
}) => {
  const emulator = await emulate();
  const alice = await engine('alice');
  emulator.fault({ kind: 'refuse', request: 'join', code: 33_622_275, description: 'no', times: 1 });
  const outcome = await alice.call('joinChannel', [
    emulator.credential({ room: 'room1', userId: 'alice' }),
    'Alice',
  ]);
  expect(outcome).toMatchObject({ settled: 'rejected', errorCode: 33_622_275, message: 'no' });
  await alice.join(emulator, 'room1');
});

test('a join that fails by polling resolves all the same', async ({ emulate, engine }) => {
  const emulator = await emulate();
  const alice = await engine('alice');
  emulator.fault({ kind: 'refuse', request: 'join', code: 33_622_275, part: 'result' });
  await alice.join(emulator, 'room1');
});

test('a join whose result never comes hangs; one whose result is held resolves when it is released', async ({
  emulate,
  engine,
}) => {
  const emulator = await emulate();
  const alice = await engine('alice');
  const held = emulator.fault({ kind: 'hold', request: 'join', part: 'result' });
  const joining = alice.call(
    'joinChannel',
    [emulator.credential({ room: 'room1', userId: 'alice' }), 'Alice'],
    1500,
  );
  await held.whenHit();
  expect(await joining).toEqual({ settled: 'pending' });
  held.release();
  // What the SDK does as soon as it has joined; before that leaveChannel would resolve without doing anything.
  await emulator.waitFor(({ name }) => name === 'adapt');
  await alice.must('leaveChannel');
  expect(emulator.usage().sessions).toBe(0);
});

test('no service: the browser error as it is; leave refused, then never answered', async ({
  emulate,
  engine,
}) => {
  const emulator = await emulate();
  const alice = await engine('alice');
  const credential = emulator.credential({ room: 'room1', userId: 'alice' });
  emulator.fault({ kind: 'break', request: 'allocate', times: 1 });
  expect(await alice.call('joinChannel', [credential, 'Alice'])).toMatchObject({
    settled: 'rejected',
    message: 'Failed to fetch',
  });
  await alice.join(emulator, 'room1');
  emulator.fault({ kind: 'refuse', request: 'leave', code: 4711, times: 1 });
  expect(await alice.call('leaveChannel')).toMatchObject({ settled: 'rejected' });
  // Nothing was left on the service's side, and the SDK polls on.
  expect(emulator.sessions()).toMatchObject([{ userId: 'alice', state: 'joined' }]);

  const bob = await engine('bob');
  await bob.join(emulator, 'room1');
  emulator.fault({ kind: 'never', request: 'leave', part: 'result' });
  expect(await bob.call('leaveChannel', [], 1500)).toEqual({ settled: 'pending' });
});

test('kicked, room closed: onBye with the code, and no way back into a closed room', async ({
  emulate,
  engine,
}) => {
  const emulator = await emulate();
  const alice = await engine('alice');
  await alice.join(emulator, 'room1');
  emulator.kick({ room: 'room1', userId: 'alice' });
  expect((await alice.waitForEvent('onBye')).payload).toMatchObject({ event: 'bye', code: 1 });
  await alice.must('leaveChannel');

  const bob = await engine('bob');
  await bob.join(emulator, 'room1');
  emulator.closeRoom({ room: 'room1' });
  expect((await bob.waitForEvent('onBye')).payload).toMatchObject({ code: 2 });
  await bob.must('leaveChannel');
  const outcome = await bob.call('joinChannel', [
    emulator.credential({ room: 'room1', userId: 'bob' }),
    'Bob',
  ]);
  expect(outcome).toMatchObject({ settled: 'rejected', code: serviceCodes['room-closed'].code });
});

test('events: lost, doubled; signalError comes as it is', async ({ emulate, engine }) => {
  const emulator = await emulate();
  const alice = await engine('alice');
  await alice.join(emulator, 'room1');
  emulator.fault({ kind: 'event', event: 'join', action: 'lose', userId: 'alice', times: 1 });
  emulator.addParticipant({ room: 'room1', userId: 'unheard' });
  emulator.fault({ kind: 'event', event: 'join', action: 'duplicate', userId: 'alice', times: 1 });
  emulator.addParticipant({ room: 'room1', userId: 'twice' });
  emulator.signalError({ room: 'room1', userId: 'alice' }, { code: 99, reason: 'on demand' });
  expect((await alice.waitForEvent('onError')).payload).toMatchObject({ event: 'signalError', code: 99 });
  const joins = (await alice.events())
    .filter(({ name }) => name === 'onJoin')
    .map(({ payload }) => JSON.stringify(payload));
  expect(joins.filter((text) => text.includes('unheard'))).toHaveLength(0);
  expect(joins.filter((text) => text.includes('twice')).length).toBeGreaterThanOrEqual(1);
});

test('the service goes and comes back: the SDK says nothing and hears what it missed', async ({
  emulate,
  engine,
}) => {
  const emulator = await emulate();
  const alice = await engine('alice');
  await alice.join(emulator, 'room1');
  await emulator.suspend();
  emulator.addParticipant({ room: 'room1', userId: 'carol' });
  await emulator.resume();
  await alice.waitForEvent('onJoin', { userId: 'carol', timeoutMs: 15_000 });
  expect((await alice.events()).map(({ name }) => name)).not.toContain('onError');
});

test('90 s without a good poll: 10310', async ({ emulate, engine }) => {
  const emulator = await emulate();
  const alice = await engine('alice');
  await alice.page.clock.install();
  await alice.join(emulator, 'room1');
  const fault = emulator.fault({ kind: 'break', request: 'polling', status: 503 });
  // The poll that is being held when the fault is set ends with the next thing that is said.
  emulator.addParticipant({ room: 'room1', userId: 'carol' });
  await fault.whenHit();
  const deadline = 130;
  for (let second = 0; second < deadline; second += 1) {
    await alice.page.clock.runFor(1000);
    if ((await alice.events()).some(({ name }) => name === 'onError')) break;
  }
  expect((await alice.waitForEvent('onError', { errorCode: 10_310 })).payload).toMatchObject({
    errorCode: 10_310,
  });
});
