import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { rawRequest } from './raw-request.ts';
import { startTestServer } from './start-test-server.ts';

describe('files of the demo', () => {
  it('serves the page, never from a cache without asking', async () => {
    await using server = await startTestServer();
    const response = await fetch(server.url);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.text()).toContain('<title>demo</title>');
  });

  it('serves hashed files as lasting', async () => {
    await using server = await startTestServer();
    const response = await fetch(new URL('assets/app-1a2b3c.js', server.url));
    expect(response.headers.get('content-type')).toContain('javascript');
    expect(response.headers.get('cache-control')).toContain('immutable');
  });

  it('answers 404 for what is not there, without HTML', async () => {
    await using server = await startTestServer();
    const response = await fetch(new URL('assets/none.js', server.url));
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('text/plain');
  });

  it('answers 405 with what is allowed', async () => {
    await using server = await startTestServer();
    const response = await fetch(server.url, { method: 'POST', body: 'x' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
  });

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/%252e%252e/secret.txt',
    '//../secret.txt',
    '/%00/../secret.txt',
    '/%E0%A4%A/../../secret.txt',
  ])('serves nothing outside the folder for %s', async (path) => {
    await using server = await startTestServer();
    const answer = await rawRequest(server.port, [`GET ${path} HTTP/1.1`, `Host: 127.0.0.1:${server.port}`]);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answer).not.toContain('a secret');
  });
});

describe('security headers', () => {
  it.each(['/', '/none', '/healthz'])('are on %s', async (path) => {
    await using server = await startTestServer();
    const { headers } = await fetch(new URL(path, server.url));
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    // Compiling WebAssembly is allowed, and nothing that makes code of text.
    expect(policy.replace("'wasm-unsafe-eval'", '')).not.toMatch(/unsafe-|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('permissions-policy')).toContain('camera=(self)');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
  });

  it('do not name the software', async () => {
    await using server = await startTestServer();
    const { headers } = await fetch(server.url);
    expect(headers.get('server')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
  });
});

describe('the name of the server', () => {
  it('must be its own: a page with a rebound name gets nothing', async () => {
    await using server = await startTestServer();
    const answer = await rawRequest(server.port, ['GET / HTTP/1.1', `Host: evil.example:${server.port}`]);
    expect(answer).toMatch(/^HTTP\/1\.1 421 /);
    expect(answer).toContain('ALLOWED_ORIGINS');
  });

  it('may be that of an allowed origin', async () => {
    await using server = await startTestServer({ allowedOrigins: ['https://call.example'] });
    const answer = await rawRequest(server.port, ['GET / HTTP/1.1', 'Host: call.example']);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('does not matter to what watches it', async () => {
    await using server = await startTestServer();
    const answer = await rawRequest(server.port, ['GET /healthz HTTP/1.1', 'Host: watcher']);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('health', () => {
  it('says that it lives and is ready', async () => {
    await using server = await startTestServer();
    expect(await (await fetch(new URL('healthz', server.url))).json()).toEqual({ status: 'ok' });
    expect(await (await fetch(new URL('readyz', server.url))).json()).toEqual({ status: 'ready' });
  });

  it('says 503 to who asks on an open connection while it stops, and finishes what is under way', async () => {
    await using server = await startTestServer();
    const body = JSON.stringify({ provider: 'p2p', room: 'room', userId: 'user' });
    const host = `Host: 127.0.0.1:${server.port}`;
    const socket = connect(server.port, '127.0.0.1');
    let answers = '';
    socket.on('data', (data: Buffer) => (answers += data.toString()));
    const lines = [
      'POST /token HTTP/1.1',
      host,
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
    ];
    // A request whose body is on its way keeps the connection busy when the stop begins.
    socket.write(`${lines.join('\r\n')}\r\n\r\n${body.slice(0, 10)}`);
    await fetch(new URL('healthz', server.url));
    const stopped = server.stop();
    socket.write(`${body.slice(10)}GET /readyz HTTP/1.1\r\n${host}\r\n\r\n`);
    await once(socket, 'close');
    await stopped;
    expect(answers).toMatch(/^HTTP\/1\.1 200 [^]*"credential"[^]*HTTP\/1\.1 503 [^]*"stopping"/);
  });
});
