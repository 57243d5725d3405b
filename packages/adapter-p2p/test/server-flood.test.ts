import { afterEach, expect, test } from 'vitest';
import { joinFrame, RawClient } from './support/raw-client.ts';
import { ServerRig } from './support/server-rig.ts';

const thousand = Array.from({ length: 1000 }, (_, index) => index);

let rig: ServerRig;
afterEach(async () => {
  await rig.stop();
});

/** Does something and tells by how much the memory of this process grew: clients are in it too, and counted. */
async function growthOf(run: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage().rss;
  await run();
  return (process.memoryUsage().rss - before) / 2 ** 20;
}

test('of a thousand sockets at once as many wait as may, and the others are turned away', async () => {
  rig = await ServerRig.start({ limits: { pendingSocketsPerAddress: 1000 } });
  let turnedAway = 0;
  const grown = await growthOf(async () => {
    const attempts = await Promise.allSettled(thousand.map(() => RawClient.connect(rig.url)));
    expect(rig.server.sockets).toBe(200);
    for (const attempt of attempts) {
      if (attempt.status === 'rejected') {
        expect(String(attempt.reason)).toContain('HTTP 503');
        turnedAway += 1;
      } else attempt.value.socket.send('{"type":');
    }
    await Promise.all(
      attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? attempt.value.closed : [])),
    );
  });
  console.log(`1000 sockets at once: ${String(turnedAway)} turned away, RSS grew by ${grown.toFixed(1)} MB`);
  expect(turnedAway).toBe(800);
  expect(grown).toBeLessThan(100);
  await expect.poll(() => rig.server.sockets).toBe(0);
}, 60_000);

test('a thousand members who all turn hostile cost bounded memory, and leave nothing', async () => {
  rig = await ServerRig.start({
    limits: { pendingSockets: 1000, pendingSocketsPerAddress: 1000, socketsPerAddress: 2000 },
  });
  const ann = await rig.member('calm', 'ann');
  const grown = await growthOf(async () => {
    const clients = await Promise.all(thousand.map(() => RawClient.connect(rig.url)));
    for (const [index, client] of clients.entries()) {
      client.send(joinFrame(`room-${String(index % 100)}`, `user-${String(index)}`));
    }
    await Promise.all(clients.map((client) => client.next('welcome', 20_000)));
    expect(rig.server.rooms()).toHaveLength(101);
    for (const [index, { socket }] of clients.entries()) {
      for (let count = 0; count < 5; count += 1) {
        socket.send(
          index % 2 === 0 ? `{"type":"signal","to":"x","payload":${'['.repeat(1000)}` : 'x'.repeat(1000),
        );
      }
    }
    const codes = await Promise.all(clients.map(({ closed }) => closed));
    expect(new Set(codes.map(({ code }) => code))).toEqual(new Set([4400]));
  });
  console.log(`1000 hostile members, 5,000 frames: RSS grew by ${grown.toFixed(1)} MB`);
  expect(grown).toBeLessThan(200);
  await expect.poll(() => rig.server.sockets).toBe(1);
  expect(rig.server.rooms()).toMatchObject([{ room: 'calm', members: [{ userId: 'ann' }] }]);
  ann.send({ type: 'state', request: 1, state: { revision: 1, sources: [] } });
  expect(await ann.next('done')).toMatchObject({ request: 1 });
}, 60_000);

test('a member who takes nothing off its socket loses it, before much waits for it', async () => {
  rig = await ServerRig.start({ limits: { bufferedBytes: 256 * 1024, frameBurst: 10_000 } });
  const ann = await rig.member('room', 'ann');
  const sleepy = await rig.member('room', 'sleepy');
  sleepy.socket.pause();
  const payload = { x: 'x'.repeat(60_000) };
  // More than the system's own buffers hold.
  for (let count = 0; count < 600; count += 1) ann.send({ type: 'signal', to: sleepy.id, payload });
  expect(await ann.next('member-suspended', 10_000)).toMatchObject({ id: sleepy.id });
  // One that does not read on has no time for a goodbye for ever.
  rig.clock.advance(2000);
  await expect.poll(() => rig.server.sockets).toBe(1);
});
