import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startServer } from '../src/start-server.ts';
import { rawRequest } from './raw-request.ts';
import { silentLogger, startTestServer, testConfiguration } from './start-test-server.ts';

const signallingUrl = (server: { readonly port: number }): string =>
  `ws://127.0.0.1:${server.port}/signalling`;

describe('the life of the server', () => {
  it('refuses to start without a built demo, and says what to do', async () => {
    await expect(startServer(testConfiguration(), silentLogger)).rejects.toThrow('npm run demo');
  });

  it('says which port is in use', async () => {
    await using first = await startTestServer();
    await expect(startTestServer({ port: first.port })).rejects.toThrow(`Port ${first.port} is in use`);
  });

  it('says when the address is not of this machine', async () => {
    await expect(startTestServer({ host: '203.0.113.7' })).rejects.toThrow('HOST "203.0.113.7"');
  });

  it('stops twice as once, and lets go of the port', async () => {
    await using server = await startTestServer();
    await Promise.all([server.stop(), server.stop()]);
    await expect(fetch(server.url)).rejects.toThrow();
    await using second = await startTestServer({ port: server.port });
    expect((await fetch(second.url)).status).toBe(200);
  });

  it('closes open signalling sockets when it stops', async () => {
    await using server = await startTestServer();
    const socket = new WebSocket(signallingUrl(server), { origin: `http://127.0.0.1:${server.port}` });
    await once(socket, 'open');
    const closed = once(socket, 'close');
    await server.stop();
    const [, reason] = (await closed) as [number, Buffer];
    expect(reason.toString()).toBe('server-shutdown');
  });

  it('refuses a signalling socket that is asked for while it stops, and does not wait for it', async () => {
    await using server = await startTestServer();
    const socket = connect(server.port, '127.0.0.1');
    const answer = text(socket);
    await once(socket, 'connect');
    socket.write('GET /signalling HTTP/1.1\r\n');
    // Accepted and read later than that connection.
    expect((await fetch(server.url)).status).toBe(200);
    const stopped = server.stop();
    const fields = ['Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13'];
    socket.write(
      [
        `Host: 127.0.0.1:${String(server.port)}`,
        ...fields,
        'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
        '',
        '',
      ].join('\r\n'),
    );
    expect(await answer).toMatch(/^HTTP\/1\.1 503 /);
    await stopped;
  });
});

describe('signalling', () => {
  it('takes pages of this server only', async () => {
    await using server = await startTestServer();
    const socket = new WebSocket(signallingUrl(server), { origin: 'https://evil.example' });
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toContain('403');
  });

  it('is nowhere else', async () => {
    await using server = await startTestServer();
    const lines = ['GET /other HTTP/1.1', `Host: 127.0.0.1:${server.port}`, 'Upgrade: websocket'];
    const answer = await rawRequest(server.port, lines);
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
  });
});
