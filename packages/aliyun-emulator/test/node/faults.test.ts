import { expect, test } from 'vitest';

import { startAliyunEmulator, type AliyunEmulator } from '../../src/index.ts';
import { PlainClient } from '../support/plain-client.ts';

async function pair(emulator: AliyunEmulator): Promise<{ alice: PlainClient; bob: PlainClient }> {
  return {
    alice: await PlainClient.joined(emulator, 'room1', 'alice'),
    bob: await PlainClient.joined(emulator, 'room1', 'bob'),
  };
}

const word = (userId: string, status: string): { body: unknown } => ({
  body: { status: { userId, status } },
});

test('refuse, by the reply: the number is there, nothing is done, and only as often as asked', async () => {
  await using emulator = await startAliyunEmulator();
  const { alice, bob } = await pair(emulator);
  const fault = emulator.fault({ kind: 'refuse', request: 'leave', code: 4711, userId: 'bob', times: 1 });
  expect(await bob.ask('leave')).toMatchObject({ status: 200, code: 4711, description: 'refused on demand' });
  expect(fault.hits).toBe(1);
  expect(emulator.sessions()).toHaveLength(2);
  await bob.leave();
  await alice.leave();
});

test('refuse, by the result: the reply is good and the polled item carries the number', async () => {
  await using emulator = await startAliyunEmulator();
  const { alice, bob } = await pair(emulator);
  emulator.fault({ kind: 'refuse', request: 'leave', code: 4711, part: 'result', userId: 'alice' });
  expect(await alice.does('leave')).toMatchObject({ itemCode: 4711 });
  expect(await bob.does('leave')).toMatchObject({ itemCode: 0 });
  alice.stopPolling();
  bob.stopPolling();
});

test('break: an HTTP status, or a connection that is reset', async () => {
  await using emulator = await startAliyunEmulator();
  const { alice, bob } = await pair(emulator);
  emulator.fault({ kind: 'break', request: 'status', status: 503, times: 1 });
  expect(await alice.ask('status', word('alice', '0'))).toMatchObject({ status: 503 });
  emulator.fault({ kind: 'break', request: 'status', times: 1 });
  await expect(alice.ask('status', word('alice', '0'))).rejects.toThrow(/socket hang up|ECONNRESET/u);
  expect(await alice.ask('status', word('alice', '0'))).toMatchObject({ code: 0 });
  alice.stopPolling();
  bob.stopPolling();
});

test('polls that break: what is to be said waits, and nobody is lost', async () => {
  await using emulator = await startAliyunEmulator();
  const { alice, bob } = await pair(emulator);
  const fault = emulator.fault({ kind: 'break', request: 'polling', userId: 'alice', times: 5 });
  await bob.ask('status', word('bob', '0000000000000005'));
  await bob.ask('status', word('bob', '000000000000000d'));
  await alice.waitFor((item) => JSON.stringify(item).includes('000000000000000d'));
  await fault.whenHit();
  expect(alice.events('statusnotify')).toHaveLength(2);
  alice.stopPolling();
  bob.stopPolling();
});

test('hold: the answer comes when it is released; what was asked is done at once', async () => {
  await using emulator = await startAliyunEmulator();
  const { alice, bob } = await pair(emulator);
  const held = emulator.fault({ kind: 'hold', request: 'leave', part: 'result', userId: 'bob' });
  let resolved = false;
  const leaving = bob.does('leave').then(() => (resolved = true));
  await held.whenHit();
  expect(await alice.waitForEvent('leave')).toMatchObject({ userid: 'bob' });
  expect(resolved).toBe(false);
  held.release();
  await leaving;
  expect(emulator.faults()).toEqual([]);
  alice.stopPolling();
  bob.stopPolling();
});

test('never and delay: one answer is swallowed, the next is late', async () => {
  await using emulator = await startAliyunEmulator();
  const { alice, bob } = await pair(emulator);
  emulator.fault({ kind: 'never', request: 'unpublish', part: 'result', times: 1 });
  const query = { callid: 'c' };
  await alice.ask('unpublish', { tid: 'swallowed', query });
  const delayed = emulator.fault({ kind: 'delay', request: 'unpublish', part: 'result', ms: 50, times: 1 });
  await alice.ask('unpublish', { tid: 'late', query });
  await delayed.whenHit();
  await alice.ask('unpublish', { tid: 'prompt', query });
  await alice.waitFor((item) => item['tid'] === 'late');
  expect(alice.items.map((item) => item['tid']).slice(-2)).toEqual(['prompt', 'late']);
  expect(alice.items.some((item) => item['tid'] === 'swallowed')).toBe(false);
  alice.stopPolling();
  bob.stopPolling();
});

test('events: lost, doubled, and in another order, each seen against one that follows the same way', async () => {
  await using emulator = await startAliyunEmulator();
  const { alice, bob } = await pair(emulator);
  const words = (): unknown[] =>
    alice.events('statusnotify').map((item) => JSON.stringify(item['status']).slice(-4, -2));
  const say = (digits: string): Promise<unknown> => bob.ask('status', word('bob', digits));
  const heard = (digits: string): Promise<unknown> =>
    alice.waitFor(
      (item) => item['event'] === 'statusnotify' && JSON.stringify(item['status']).endsWith(`${digits}"}]`),
    );
  const target = { kind: 'event', event: 'statusnotify', userId: 'alice', times: 1 } as const;

  emulator.fault({ ...target, action: 'lose' });
  await say('01');
  await say('02');
  await heard('02');
  expect(JSON.stringify(words())).not.toContain('01');

  emulator.fault({ ...target, action: 'duplicate' });
  await say('03');
  await say('04');
  await heard('04');
  expect(alice.events('statusnotify').filter((item) => JSON.stringify(item).includes('"03"'))).toHaveLength(
    2,
  );

  emulator.fault({ ...target, action: 'reorder' });
  await say('05');
  await say('06');
  await heard('05');
  const last = alice
    .events('statusnotify')
    .slice(-2)
    .map((item) => JSON.stringify(item['status']));
  expect(last[0]).toContain('"06"');
  expect(last[1]).toContain('"05"');

  const held = emulator.fault({ ...target, action: 'hold' });
  await say('07');
  await say('08');
  await heard('08');
  held.release();
  await heard('07');
  alice.stopPolling();
  bob.stopPolling();
});

test('faults that make no sense are refused, and all can be cleared', async () => {
  await using emulator = await startAliyunEmulator();
  expect(() => emulator.fault({ kind: 'refuse', request: 'join', code: 0 })).toThrow('other than 0');
  expect(() => emulator.fault({ kind: 'never', request: 'join', times: 0 })).toThrow('1 or more');
  emulator.fault({ kind: 'never', request: 'join' });
  emulator.clearFaults();
  const alice = await PlainClient.joined(emulator, 'room1', 'alice');
  await alice.leave();
});

test('suspend and resume: connections break, sessions live on, and what was said meanwhile arrives', async () => {
  await using emulator = await startAliyunEmulator();
  const { alice, bob } = await pair(emulator);
  const { url } = emulator;
  await emulator.suspend();
  await expect(bob.ask('status', word('bob', '01'))).rejects.toThrow();
  emulator.addParticipant({ room: 'room1', userId: 'carol' });
  await emulator.resume();
  expect(emulator.url).toBe(url);
  await alice.waitFor((item) => JSON.stringify(item).includes('carol'));
  expect(await bob.ask('status', word('bob', '01'))).toMatchObject({ code: 0 });
  await emulator.suspend({ forget: true });
  await emulator.resume();
  expect(emulator.usage()).toMatchObject({ sessions: 0, rooms: 0 });
  alice.stopPolling();
  bob.stopPolling();
});
