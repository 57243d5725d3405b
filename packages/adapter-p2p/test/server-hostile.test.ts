import { afterEach, beforeEach, expect, test } from 'vitest';
import { joinFrame, RawClient } from './support/raw-client.ts';
import { ServerRig } from './support/server-rig.ts';

let rig: ServerRig;
let ann: Awaited<ReturnType<ServerRig['member']>>;

beforeEach(async () => {
  rig = await ServerRig.start({
    limits: {
      frameBytes: 4096,
      frameBurst: 20,
      framesPerSecond: 10,
      pendingSockets: 50,
      pendingSocketsPerAddress: 1000,
    },
  });
  ann = await rig.member('room', 'ann');
});
afterEach(async () => {
  // Whatever happened, the one who did nothing is still there.
  ann.send({ type: 'state', request: 99, state: { revision: 9, sources: [] } });
  expect(await ann.next('done')).toMatchObject({ request: 99 });
  await rig.stop();
});

const state = { revision: 1, sources: [] };
const hostile: readonly (readonly [string, string])[] = [
  ['no JSON', '{'],
  ['null', 'null'],
  ['a list', '[]'],
  ['a number', '7'],
  ['no type', '{}'],
  ['an unknown type', '{"type":"shutdown"}'],
  ['a type of the prototype', '{"type":"__proto__"}'],
  ['a type that is a method', '{"type":"toString"}'],
  ['a frame of the server', '{"type":"welcome"}'],
  ['a second join', JSON.stringify(joinFrame('room', 'eve'))],
  ['a resume in between', '{"type":"resume","protocol":1,"session":"x","received":0}'],
  ['a signal to nobody in particular', '{"type":"signal","payload":{}}'],
  ['a signal with a text', '{"type":"signal","to":"a","payload":"x"}'],
  ['a signal to an odd id', '{"type":"signal","to":"../x","payload":{}}'],
  [
    'an unknown source',
    JSON.stringify({
      type: 'state',
      request: 1,
      state: { revision: 1, sources: [{ source: 'x', muted: false }] },
    }),
  ],
  [
    'a source twice',
    JSON.stringify({
      type: 'state',
      request: 1,
      state: {
        revision: 1,
        sources: [
          { source: 'camera', muted: false },
          { source: 'camera', muted: true },
        ],
      },
    }),
  ],
  ['a negative revision', JSON.stringify({ type: 'state', request: 1, state: { ...state, revision: -1 } })],
  ['a fraction', JSON.stringify({ type: 'state', request: 1.5, state })],
  ['a field too many', JSON.stringify({ type: 'state', request: 1, state, admin: true })],
  ['a long name', JSON.stringify({ type: 'profile', request: 1, displayName: 'x'.repeat(129) })],
  ['a heartbeat of a text', '{"type":"heartbeat","received":"1"}'],
  ['an unknown action', JSON.stringify({ type: 'moderate', request: 1, action: 'ban', target: 'a' })],
];

test.each(hostile)('%s costs the sender the membership', async (_name, text) => {
  const eve = await rig.member('room', 'eve');
  await ann.next('member-joined');
  eve.socket.send(text);
  const { code, reason } = await eve.closed;
  expect(code).toBe(4400);
  expect(reason).not.toBe('');
  expect((await ann.next('member-left')).id).toBe(eve.id);
});

test.each([
  ['another version', { ...joinFrame('room', 'eve'), protocol: 2 }],
  ['an odd room', joinFrame('a room', 'eve')],
  ['an odd user', joinFrame('room', '<b>')],
  ['a state before the join', { type: 'state', request: 1, state }],
  ['a leave before the join', { type: 'leave' }],
])('%s is no way in', async (_name, frame) => {
  const eve = await rig.client();
  eve.send(frame);
  expect((await eve.closed).code).toBe(4400);
});

test('a binary frame is refused', async () => {
  const eve = await rig.member('room', 'eve');
  eve.socket.send(Buffer.from('{}'));
  expect((await eve.closed).code).toBe(1003);
});

test.each(['ping', 'pong'] as const)('a flood of %s costs the membership', async (control) => {
  const eve = await rig.member('room', 'eve');
  for (let count = 0; count < 25; count += 1) eve.socket[control]();
  expect((await eve.closed).code).toBe(4429);
  expect(await ann.next('member-left')).toMatchObject({ id: eve.id });
});

test('a message in parts of a byte costs the membership, however little it says', async () => {
  const eve = await rig.member('room', 'eve');
  for (let count = 0; count < 130; count += 1) eve.socket.send(' ', { fin: false });
  expect((await eve.closed).code).toBe(1008);
  expect(await ann.next('member-left')).toMatchObject({ id: eve.id });
});

test('a text that is no UTF-8 costs the membership', async () => {
  const eve = await rig.member('room', 'eve');
  await ann.next('member-joined');
  eve.socket.send(Buffer.from([0x22, 0xff, 0xfe, 0x22]), { binary: false });
  expect((await eve.closed).code).toBe(1007);
  expect((await ann.next('member-left')).id).toBe(eve.id);
});

test('a frame that is too large costs the membership', async () => {
  const eve = await rig.member('room', 'eve');
  await ann.next('member-joined');
  eve.send({ type: 'signal', to: ann.id, payload: { text: 'x'.repeat(5000) } });
  expect((await eve.closed).code).toBe(1009);
  expect((await ann.next('member-left')).id).toBe(eve.id);
});

test('too many frames cost the membership', async () => {
  const eve = await rig.member('room', 'eve');
  for (let count = 0; count < 25; count += 1) eve.send({ type: 'heartbeat', received: 0 });
  expect((await eve.closed).code).toBe(4429);
});

test('frames within the rate are fine for ever', async () => {
  const bob = await rig.member('room', 'bob');
  for (let round = 1; round <= 10; round += 1) {
    for (let count = 0; count < 9; count += 1) bob.send({ type: 'heartbeat', received: 0 });
    bob.send({ type: 'profile', request: round, displayName: `Bob ${round}` });
    expect((await bob.next('done')).request).toBe(round);
    rig.clock.advance(1000);
  }
});

test('a made-up acknowledgement changes nothing', async () => {
  const bob = await rig.member('room', 'bob');
  bob.send({ type: 'heartbeat', received: 1_000_000 });
  ann.send({ type: 'signal', to: bob.id, payload: { n: 1 } });
  expect((await bob.next('signal')).payload).toEqual({ n: 1 });
});

test('a payload with a prototype in it stays data', async () => {
  const bob = await rig.member('room', 'bob');
  ann.socket.send(`{"type":"signal","to":"${bob.id}","payload":{"__proto__":{"polluted":true}}}`);
  await bob.next('signal');
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('a thousand sockets with rubbish leave nothing, and never were more than allowed', async () => {
  let most = 0;
  let turnedAway = 0;
  const before = process.memoryUsage().rss;
  for (let wave = 0; wave < 10; wave += 1) {
    const attempts = await Promise.allSettled(Array.from({ length: 100 }, () => RawClient.connect(rig.url)));
    most = Math.max(most, rig.server.sockets);
    for (const [index, attempt] of attempts.entries()) {
      if (attempt.status === 'fulfilled') {
        attempt.value.socket.send(index % 2 === 0 ? '{"type":"join"' : 'x'.repeat(4000));
        await attempt.value.closed;
      } else {
        expect(String(attempt.reason)).toContain('HTTP 503');
        turnedAway += 1;
      }
    }
  }
  // The sockets' client sides are in this process too, and counted.
  const grownMegabytes = (process.memoryUsage().rss - before) / 2 ** 20;
  console.log(`1000 sockets with rubbish: RSS grew by ${grownMegabytes.toFixed(1)} MB`);
  expect(grownMegabytes).toBeLessThan(100);
  expect(turnedAway).toBe(500);
  expect(most).toBe(51);
  await expect.poll(() => rig.server.sockets).toBe(1);
  expect(rig.server.rooms()).toMatchObject([{ room: 'room', members: [{ userId: 'ann' }] }]);
}, 20_000);

test('a flood of frames from fifty members at once stays in bounded memory', async () => {
  const flooders = await Promise.all(
    Array.from({ length: 49 }, (_, index) =>
      rig.member(`room-${String(index % 7)}`, `flooder-${String(index)}`),
    ),
  );
  const before = process.memoryUsage().rss;
  // As large as a frame may be, as fast as a socket takes them, and many times the rate.
  const frame = JSON.stringify({ type: 'signal', to: 'nobody', payload: { x: 'x'.repeat(4000) } });
  let sent = 0;
  for (const { socket } of flooders) {
    for (let count = 0; count < 200; count += 1) {
      socket.send(frame);
      sent += 1;
    }
  }
  await Promise.all(flooders.map(({ closed }) => closed));
  const grownMegabytes = (process.memoryUsage().rss - before) / 2 ** 20;
  console.log(`${String(sent)} frames from 49 members: RSS grew by ${grownMegabytes.toFixed(1)} MB`);
  // What the clients have not got rid of yet is in this process too, and counted.
  expect(grownMegabytes).toBeLessThan(100);
  await expect.poll(() => rig.server.sockets).toBe(1);
  expect(rig.server.rooms()).toMatchObject([{ room: 'room', members: [{ userId: 'ann' }] }]);
});
