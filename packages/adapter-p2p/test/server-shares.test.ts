import { afterEach, expect, test } from 'vitest';
import { clientAddress, type SlowReader } from '../src/server.ts';
import { QueueBudget } from '../src/server/queue-budget.ts';
import { joinFrame, RawClient } from './support/raw-client.ts';
import { ServerRig } from './support/server-rig.ts';

let rig: ServerRig | undefined;
afterEach(async () => {
  await rig?.stop();
  rig = undefined;
});

test('three hundred hostile sockets of one address leave room for twelve people of others', async () => {
  rig = await ServerRig.start();
  const { url } = rig;
  const joinAll = async (room: string): Promise<number> => {
    const began = performance.now();
    const people = Array.from({ length: 12 }, async (_, index) => {
      const client = await rig?.client({}, `127.0.1.${String(index + 1)}`);
      return client?.join(room, `user-${String(index)}`);
    });
    const welcomes = await Promise.all(people);
    expect(welcomes.every((welcome) => welcome?.type === 'welcome')).toBe(true);
    return performance.now() - began;
  };
  const quietMs = await joinAll('quiet');
  const hostile = Promise.allSettled(
    Array.from({ length: 300 }, () => RawClient.connect(url, {}, '127.0.0.66')),
  );
  // All are under way before the first honest one comes.
  const pressedMs = await joinAll('pressed');
  console.log(`12 join in ${pressedMs.toFixed(0)} ms, in ${quietMs.toFixed(0)} ms without the hostile ones`);
  // A second, on a machine that is not slow by itself: clients and attackers are in the server's process here.
  expect(pressedMs).toBeLessThan(Math.max(1000, 30 * quietMs));
  const attempts = await hostile;
  const refused = attempts.filter(({ status }) => status === 'rejected');
  expect(refused).toHaveLength(250);
  expect(refused.every((attempt) => 'reason' in attempt && String(attempt.reason).includes('HTTP 429'))).toBe(
    true,
  );
  for (const attempt of attempts) if (attempt.status === 'fulfilled') attempt.value.socket.terminate();
});

test('an address gets its share of sockets back when they are gone', async () => {
  rig = await ServerRig.start({ limits: { socketsPerAddress: 2 } });
  const ann = await rig.member('room', 'ann');
  await rig.member('room', 'bob');
  await expect(rig.client()).rejects.toThrow('HTTP 429');
  const other = await rig.client({}, '127.0.0.2');
  await other.join('room', 'cleo');
  ann.send({ type: 'leave' });
  await ann.closed;
  await expect.poll(() => rig?.server.sockets).toBe(2);
  await rig.member('room', 'dan');
});

test('an address makes as many rooms as may, and enters those of others all the same', async () => {
  rig = await ServerRig.start({ limits: { roomsPerAddress: 1 } });
  const ann = await rig.member('one', 'ann');
  const greedy = await rig.client();
  greedy.send(joinFrame('two', 'ann'));
  expect(await greedy.next('refused')).toMatchObject({ code: 'rate-limited' });
  const other = await rig.client({}, '127.0.0.2');
  await other.join('three', 'bob');
  await rig.member('three', 'cleo');
  ann.send({ type: 'leave' });
  await ann.closed;
  await rig.member('two', 'ann');
});

test('behind proxies the address is the one that the last trusted hop saw', () => {
  const from = (forwarded: string | undefined, trustedHops: number, remoteAddress = '10.0.0.1'): string =>
    clientAddress({ remoteAddress, forwardedFor: forwarded }, trustedHops);
  expect(from('6.6.6.6', 0)).toBe('10.0.0.1');
  expect(from('6.6.6.6, 1.2.3.4', 1)).toBe('1.2.3.4');
  expect(from('6.6.6.6, 1.2.3.4, 10.0.0.9', 2)).toBe('1.2.3.4');
  expect(from(undefined, 1)).toBe('10.0.0.1');
  expect(from('unknown', 1)).toBe('10.0.0.1');
  expect(from('1.2.3.4', 3)).toBe('10.0.0.1');
  expect(from('2001:db8:1:2:3:4:5:6', 1)).toBe('2001:db8:1:2::/64');
  expect(from(undefined, 0, '::ffff:1.2.3.4')).toBe('1.2.3.4');
  expect(from(undefined, 0, 'fe80::1%eth0')).toBe('fe80:0:0:0::/64');
});

test('the slowest receivers are cut first, and only as many as have to be', () => {
  const told: SlowReader[] = [];
  const budget = new QueueBudget(100, (cut) => told.push(cut));
  const receiver = (queued: number): { queuedBytes: number; cuts: number; cut(): boolean } => ({
    queuedBytes: queued,
    cuts: 0,
    cut() {
      this.queuedBytes = 0;
      this.cuts += 1;
      return this.cuts === 1;
    },
  });
  const [quick, middling, slow] = [receiver(10), receiver(40), receiver(45)];
  for (const each of [quick, middling, slow]) budget.update(each);
  expect(budget.cuts).toBe(0);
  // What was read meanwhile counts no more.
  middling.queuedBytes = 30;
  quick.queuedBytes = 20;
  budget.update(quick);
  expect([budget.total, budget.cuts]).toEqual([95, 0]);
  quick.queuedBytes = 30;
  budget.update(quick);
  expect([quick.cuts, middling.cuts, slow.cuts]).toEqual([0, 0, 1]);
  expect([budget.total, budget.cuts]).toEqual([60, 1]);
  expect(told).toEqual([{ queuedBytes: 45, bound: 'process' }]);
  budget.remove(middling);
  expect(budget.total).toBe(30);
});

test('receivers that do not read take no more of the process than all may together, and hear why they are cut', async () => {
  const told: SlowReader[] = [];
  const most = 2 * 1024 * 1024;
  rig = await ServerRig.start({
    limits: { totalQueuedBytes: most, frameBurst: 10_000, members: 40, queuedFrames: 10_000 },
    onSlowReader: (cut) => told.push(cut),
  });
  const ann = await rig.member('room', 'ann');
  const started = rig;
  const sleepy = await Promise.all(
    Array.from({ length: 30 }, (_, index) => started.member('room', `sleepy-${String(index)}`)),
  );
  for (const { socket } of sleepy) socket.pause();
  const payload = { x: 'x'.repeat(10_000) };
  for (let round = 0; round < 20; round += 1) {
    for (const { id } of sleepy) ann.send({ type: 'signal', to: id, payload });
  }
  // An answer says that all before it was taken.
  ann.send({ type: 'state', request: 1, state: { revision: 1, sources: [] } });
  await ann.next('done', 10_000);
  expect(rig.server.slowReaders).toBeGreaterThan(0);
  expect(rig.server.queuedBytes).toBeLessThanOrEqual(most);
  expect(told).toHaveLength(rig.server.slowReaders);
  expect(told.every(({ bound, queuedBytes }) => bound === 'process' && queuedBytes > most / 30)).toBe(true);
  expect(JSON.stringify(told)).not.toContain('sleepy');
  const cut = rig.server
    .rooms()
    .flatMap(({ members }) => members)
    .filter(({ connected }) => !connected);
  expect(cut).toHaveLength(told.length);
  // Once they read again they hear that it was for their slowness, and that of the others nobody was cut.
  for (const { socket } of sleepy) socket.resume();
  const slow = sleepy.filter(({ id }) => cut.some((member) => member.id === id));
  const reasons = await Promise.all(slow.map(({ closed }) => closed));
  expect(new Set(reasons.map(({ code, reason }) => `${String(code)} ${reason}`))).toEqual(
    new Set(['4410 slow-reader']),
  );
  const [again] = slow;
  const resumed = await rig.client();
  resumed.send({ type: 'resume', protocol: 1, session: again?.session, received: again?.frames.length });
  await resumed.next('resume-refused');
  const reader = await rig.client();
  await reader.join('room', 'sleepy-0');
});

test('one receiver for whom more waits than may is cut for it, whatever the process still has', async () => {
  const told: SlowReader[] = [];
  rig = await ServerRig.start({
    limits: { bufferedBytes: 256 * 1024, frameBurst: 10_000 },
    onSlowReader: (cut) => told.push(cut),
  });
  const ann = await rig.member('room', 'ann');
  const sleepy = await rig.member('room', 'sleepy');
  sleepy.socket.pause();
  const payload = { x: 'x'.repeat(60_000) };
  // More than the system's own buffers hold.
  for (let count = 0; count < 600; count += 1) ann.send({ type: 'signal', to: sleepy.id, payload });
  expect(await ann.next('member-suspended', 10_000)).toMatchObject({ id: sleepy.id });
  expect(told).toMatchObject([{ bound: 'receiver' }]);
  expect(told[0]?.queuedBytes).toBeGreaterThan(256 * 1024);
  sleepy.socket.resume();
  expect(await sleepy.closed).toEqual({ code: 4410, reason: 'slow-reader' });
});
