import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, Socket } from 'node:net';
import { expect, it } from 'vitest';
import { shareConnections } from '../src/http/connection-shares.ts';
import { startTestServer } from './start-test-server.ts';

const open = (port: number, localAddress: string): Socket => {
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  socket.on('error', () => undefined);
  return socket;
};

it('idle connections of one address leave those of others room', async () => {
  // Not for their silence, which would close all of them in time.
  await using server = await startTestServer({}, undefined, {
    headersTimeout: 600_000,
    requestTimeout: 600_000,
  });
  const idle: Socket[] = [];
  let closed = 0;
  // Not more at once than the system keeps until they are taken.
  for (let batch = 0; batch < 11; batch += 1) {
    const sockets = Array.from({ length: 100 }, () => open(server.port, '127.0.0.66'));
    for (const socket of sockets) socket.once('close', () => (closed += 1));
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    idle.push(...sockets);
  }
  await expect.poll(() => closed, { timeout: 10_000 }).toBe(100);
  const honest = open(server.port, '127.0.0.2');
  honest.write(`GET /readyz HTTP/1.1\r\nHost: 127.0.0.1:${String(server.port)}\r\nConnection: close\r\n\r\n`);
  const [answer] = (await once(honest, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 /);
  for (const socket of idle) socket.destroy();
});

it('a connection on which nothing comes is closed', async () => {
  await using server = await startTestServer({}, undefined, { headersTimeout: 50 });
  const socket = open(server.port, '127.0.0.1');
  await once(socket, 'close');
});

it('an IPv6 network of one subscriber counts as one address', () => {
  const server = createServer();
  shareConnections(server, { perAddress: 2, silentMs: 60_000 });
  const refused = (remoteAddress: string): boolean => {
    const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: remoteAddress });
    server.emit('connection', socket);
    return socket.destroyed;
  };
  expect(['2001:db8:1:2::1', '2001:db8:1:2::2', '2001:db8:1:2:ffff::3'].map(refused)).toEqual([
    false,
    false,
    true,
  ]);
  expect(refused('2001:db8:1:3::1')).toBe(false);
});
