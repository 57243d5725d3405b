import { createSocket, type Socket } from 'node:dgram';
import { afterEach, expect, test } from 'vitest';
import { startLossyWay, type LossyWay, type WayFaults } from '../lab/start-lossy-way.ts';

const open: (Socket | LossyWay)[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function socket(): Promise<Socket> {
  const made = createSocket('udp4');
  open.push(made);
  await new Promise<void>((resolve) => made.bind(0, '127.0.0.1', resolve));
  return made;
}

/** Sends so many datagrams of a thousand bytes through a way and counts what comes, with the time that the last one took. */
async function send(count: number, faults: WayFaults): Promise<{ came: number; tookMs: number }> {
  const [client, server] = [await socket(), await socket()];
  const way = await startLossyWay({ port: server.address().port });
  open.push(way);
  way.set(faults);
  let [came, lastAt] = [0, 0];
  const from = performance.now();
  const marked = new Promise<void>((resolve) => {
    server.on('message', (data) => {
      if (data.length === 1) resolve();
      else [came, lastAt] = [came + 1, performance.now()];
    });
  });
  for (let index = 0; index < count; index += 1) {
    client.send(Buffer.alloc(1000), way.port, '127.0.0.1');
    // All of them are sockets of this process: each has its turn before the next datagram, as their buffers are small.
    await new Promise(setImmediate);
  }
  // A mark of one byte, which a way without loss passes on after all that waits.
  const mark = setInterval(() => {
    way.set({ loss: 0 });
    client.send(Buffer.alloc(1), way.port, '127.0.0.1');
  }, 400);
  await marked;
  clearInterval(mark);
  return { came, tookMs: lastAt - from };
}

test('all comes through a way without faults', async () => {
  expect((await send(100, { loss: 0 })).came).toBe(100);
});

test('a part is lost, as was asked for', async () => {
  const { came } = await send(1000, { loss: 0.3 });
  expect(came).toBeGreaterThan(650);
  expect(came).toBeLessThan(750);
});

test('no more than the bound comes through, and what would wait too long is dropped', async () => {
  const { came, tookMs } = await send(100, { loss: 0, kilobits: 300 });
  // 300 ms of waiting are 11 datagrams of 8,000 bits at 300 kbit/s.
  expect(came).toBeLessThan(20);
  expect(came).toBeGreaterThan(8);
  expect(tookMs).toBeGreaterThan(200);
});
