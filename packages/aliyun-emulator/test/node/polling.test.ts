import { Agent, request } from 'node:http';

import { expect, test } from 'vitest';

import { serviceCodes, startAliyunEmulator } from '../../src/index.ts';
import { objectOf, PlainClient } from '../support/plain-client.ts';

test('a poll is held until there is something to say, and answered empty when its time is over', async () => {
  await using emulator = await startAliyunEmulator({ timings: { pollHoldMs: 30 } });
  const alice = await PlainClient.joined(emulator, 'room1', 'alice');
  alice.stopPolling();
  const other = new PlainClient(emulator, alice.auth, alice.session);
  expect(await other.poll()).toMatchObject({ status: 200, code: 0, data: { datalist: [] } });
});

test('a newer poll replaces an older one, which is answered empty', async () => {
  await using emulator = await startAliyunEmulator();
  const alice = await PlainClient.joined(emulator, 'room1', 'alice');
  alice.stopPolling();
  const other = new PlainClient(emulator, alice.auth, alice.session);
  const polls = () =>
    emulator.records().filter(({ kind, name }) => kind === 'request' && name === 'polling').length;
  const before = polls();
  const first = other.poll();
  await emulator.waitFor(() => polls() > before);
  const second = other.poll();
  expect((await first).data).toEqual({ datalist: [] });
  emulator.addParticipant({ room: 'room1', userId: 'bob' });
  const { data } = await second;
  expect(JSON.stringify(data)).toContain('bob');
});

test('what was on its way when the connection broke comes with the next poll', async () => {
  await using emulator = await startAliyunEmulator();
  const alice = await PlainClient.joined(emulator, 'room1', 'alice');
  alice.stopPolling();
  const held = emulator.fault({ kind: 'hold', request: 'polling', times: 1 });
  const agent = new Agent();
  const query = alice.query({ seq: '9' });
  const poll = request({
    host: '127.0.0.1',
    port: new URL(emulator.url).port,
    agent,
    path: `/signaling/v1/polling?${query}`,
  });
  poll.on('error', () => undefined);
  poll.end();
  await emulator.waitFor(
    ({ kind, name, detail }) =>
      kind === 'request' && name === 'polling' && JSON.stringify(detail).includes('"9"'),
  );
  emulator.addParticipant({ room: 'room1', userId: 'bob' });
  await held.whenHit();
  const closed = new Promise((resolve) => poll.once('close', resolve));
  poll.destroy();
  await closed;
  const broken = emulator.waitFor(({ kind, name }) => kind === 'request' && name === 'polling', {
    since: emulator.records().at(-1)?.sequence ?? 0,
  });
  const next = new PlainClient(emulator, alice.auth, alice.session).poll();
  await broken;
  held.release();
  expect(JSON.stringify((await next).data)).toContain('bob');
});

test('items come in the order in which they were sent, at most 64 at a time', async () => {
  await using emulator = await startAliyunEmulator();
  const alice = await PlainClient.joined(emulator, 'room1', 'alice');
  alice.stopPolling();
  const carol = emulator.addParticipant({ room: 'room1', userId: 'carol' });
  carol.publish({ camera: { colour: 'red' } });
  for (let count = 0; count < 100; count += 1) carol.setMuted({ camera: count % 2 === 0 });
  const other = new PlainClient(emulator, alice.auth, alice.session);
  const words: unknown[] = [];
  const sizes: number[] = [];
  while (words.length < 101) {
    const { data } = await other.poll();
    const list = Array.isArray(data['datalist']) ? data['datalist'] : [];
    sizes.push(list.length);
    for (const item of list) {
      const { event, status } = objectOf(objectOf(item)['data']);
      if (event === 'statusnotify') words.push(status);
    }
  }
  expect(Math.max(...sizes)).toBe(64);
  const text = words.map((word) => JSON.stringify(word));
  expect(text.slice(1, 5).map((word) => word.includes('0000000000000015'))).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

test('who stops polling has left, after the session timeout', async () => {
  await using emulator = await startAliyunEmulator({ timings: { sessionTimeoutMs: 1000 } });
  const alice = await PlainClient.joined(emulator, 'room1', 'alice');
  const bob = await PlainClient.joined(emulator, 'room1', 'bob');
  bob.stopPolling();
  expect(await alice.waitForEvent('leave')).toMatchObject({ userid: 'bob' });
  expect(await new PlainClient(emulator, bob.auth, bob.session).poll()).toMatchObject({
    code: serviceCodes['session-unknown'].code,
  });
  alice.stopPolling();
});

test('who was allocated and never joined, or was put out and never left, is forgotten', async () => {
  await using emulator = await startAliyunEmulator({ timings: { joinTimeoutMs: 50, byeGraceMs: 50 } });
  await PlainClient.in(emulator, 'room1', 'alice').allocate();
  const bob = await PlainClient.joined(emulator, 'room1', 'bob');
  emulator.kick({ room: 'room1', userId: 'bob' });
  await bob.waitForEvent('bye');
  for (const userId of ['alice', 'bob']) {
    await emulator.waitFor((entry) => entry.name === 'session-forgotten' && entry.userId === userId);
  }
  expect(emulator.usage().sessions).toBe(0);
  bob.stopPolling();
});
