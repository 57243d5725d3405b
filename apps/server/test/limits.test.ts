import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startTestServer } from './start-test-server.ts';

/** Opens a bare connection; errors are what the other end's hanging up looks like here. */
async function open(port: number, host = '127.0.0.1'): Promise<Socket> {
  const socket = connect(port, host);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

describe('a stranger', () => {
  it.each(['/', '/healthz', '/token', '/providers', '/assets/app-1a2b3c.js'])(
    'who sends a body without end to %s is cut off, and the server holds none of it',
    async (path) => {
      await using server = await startTestServer();
      const socket = await open(server.port);
      let answer = '';
      const life = { closed: false };
      let resume: () => void = () => undefined;
      socket.on('data', (data: Buffer) => (answer += data.toString('latin1')));
      socket.on('drain', () => resume());
      socket.on('close', () => {
        life.closed = true;
        resume();
      });
      const before = process.memoryUsage().rss;
      const lines = [`POST ${path} HTTP/1.1`, `Host: 127.0.0.1:${server.port}`];
      const headers = ['Content-Type: application/json', 'Transfer-Encoding: chunked'];
      socket.write(`${[...lines, ...headers].join('\r\n')}\r\n\r\n`);
      const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
      while (!life.closed) {
        const waits = new Promise<void>((resolve) => (resume = resolve));
        if (!socket.write(chunk)) await waits;
      }
      expect(answer).toMatch(/^HTTP\/1\.1 4(?:05|13) /);
      const grown = process.memoryUsage().rss - before;
      expect(grown).toBeLessThan(100 * 1024 * 1024);
    },
    60_000,
  );

  it('who asks for more than is answered, on one connection, is cut off', async () => {
    await using server = await startTestServer();
    const ask = `GET /index.html HTTP/1.1\r\nHost: 127.0.0.1:${String(server.port)}\r\n\r\n`;
    const patient = await open(server.port);
    let answers = '';
    patient.on('data', (data: Buffer) => (answers += data.toString('latin1')));
    patient.write(ask.repeat(4));
    await expect.poll(() => answers.split('HTTP/1.1 200 ').length - 1).toBe(4);
    const greedy = await open(server.port);
    let got = 0;
    greedy.on('data', (data: Buffer) => (got += data.length));
    greedy.write(ask.repeat(500));
    await once(greedy, 'close');
    expect(got).toBeLessThan(answers.length);
    // The one who took the answers may go on asking.
    patient.write(ask);
    await expect.poll(() => answers.split('HTTP/1.1 200 ').length - 1).toBe(5);
    patient.destroy();
  });

  it('who never ends a header is cut off', async () => {
    await using server = await startTestServer({}, undefined, {
      headersTimeout: 100,
      connectionsCheckingInterval: 50,
    });
    const socket = await open(server.port);
    socket.write('GET / HTTP/1.1\r\nX-Slow: ');
    let answer = '';
    socket.on('data', (data: Buffer) => (answer += data.toString('latin1')));
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  });

  it.skipIf(process.platform !== 'linux')(
    'on another address than the configured one finds nobody (Linux: all of 127.0.0.0/8 is this machine)',
    async () => {
      await using server = await startTestServer();
      const socket = connect(server.port, '127.0.0.2');
      const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
      expect(error.code).toBe('ECONNREFUSED');
    },
  );

  it.each(['//', '/other', 'http:', '/signalling'])(
    'who asks %s for an upgrade that is refused, holds it open or breaks it off, harms nobody',
    async (path) => {
      const server = await startTestServer();
      const ask = (socket: Socket): boolean =>
        socket.write(
          [
            `GET ${path} HTTP/1.1`,
            `Host: 127.0.0.1:${server.port}`,
            'Connection: Upgrade',
            'Upgrade: websocket',
            'Origin: https://elsewhere.example',
            '\r\n',
          ].join('\r\n'),
        );
      const rude = await open(server.port);
      ask(rude);
      rude.resetAndDestroy();
      // Half open: this end goes on as long as it likes.
      const held = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
      held.on('error', () => undefined);
      await once(held, 'connect');
      ask(held);
      const [answer] = (await once(held, 'data')) as [Buffer];
      expect(answer.toString('latin1')).toMatch(/^HTTP\/1\.1 40[0-9] /);
      expect((await fetch(`http://127.0.0.1:${server.port}/readyz`)).status).toBe(200);
      await server.stop();
      held.destroy();
    },
  );
});
