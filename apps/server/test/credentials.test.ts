import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createClientCookie } from '../src/http/client-cookie.ts';
import { createCredentials, type Credentials } from '../src/providers/create-credentials.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';

const asked = { provider: 'p2p', room: 'room', userId: 'user', purpose: 'main', reason: 'join' };

function ask(server: TestServer, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(new URL('token', server.url), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

async function tokenOf(response: Response): Promise<string> {
  const { credential } = (await response.json()) as { credential: { token: string } };
  return credential.token;
}

const someCredentials = (): Credentials =>
  createCredentials({
    secrets: undefined,
    allowedOrigins: [],
    cookie: createClientCookie({ secure: false }),
    presence: () => undefined,
    log: () => undefined,
  });

describe('a host who lets somebody in no longer', () => {
  it('keeps out a credential from before as well', async () => {
    let entry: 'open' | 'removed' = 'open';
    const asking: unknown[] = [];
    const credentials = createCredentials({
      secrets: undefined,
      allowedOrigins: [],
      cookie: createClientCookie({ secure: false }),
      presence: () => undefined,
      entryOf: (place, { userId }) => {
        asking.push({ ...place, userId });
        return entry;
      },
      log: () => undefined,
    });
    const request = new Request('http://127.0.0.1/token', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(asked),
    });
    const credential = await tokenOf(await credentials.handOut(request));
    const entering = { credential, room: 'room', userId: 'user', origin: undefined };
    await credentials.verify(entering);
    entry = 'removed';
    await expect(credentials.verify(entering)).rejects.toMatchObject({ code: 'forbidden' });
    expect(new Set(asking.map((one) => JSON.stringify(one)))).toEqual(
      new Set([JSON.stringify({ provider: 'p2p', room: 'room', userId: 'user' })]),
    );
  });
});

describe('/token', () => {
  it('hands out a credential that lets its holder in, and is kept nowhere', async () => {
    await using server = await startTestServer();
    const response = await ask(server, asked);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await tokenOf(response)).split('.')).toHaveLength(3);
  });

  it('makes nobody a host', async () => {
    await using server = await startTestServer();
    expect((await ask(server, { ...asked, role: 'host' })).status).toBe(403);
  });

  it.each([
    ['another origin', asked, { Origin: 'https://evil.example' }, 403],
    ['a room that is none', { ...asked, room: 'a b' }, {}, 400],
    ['another provider', { ...asked, provider: 'other' }, {}, 400],
    ['too much', { ...asked, userId: 'x'.repeat(10_000) }, {}, 413],
  ])('refuses %s', async (_what, body, headers, status) => {
    await using server = await startTestServer();
    const response = await ask(server, body, headers);
    expect(response.status).toBe(status);
    expect(await response.json()).toHaveProperty('error.code');
  });
});

describe('what was handed out', () => {
  const tokenFor = async ({ handOut }: Credentials): Promise<string> =>
    tokenOf(
      await handOut(
        new Request('http://localhost/token', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(asked),
        }),
      ),
    );

  it('counts for its room and user', async () => {
    const credentials = someCredentials();
    const credential = await tokenFor(credentials);
    const grant = await credentials.verify({ credential, room: 'room', userId: 'user', origin: undefined });
    expect(grant.expiresAt).toBeGreaterThan(Date.now());
  });

  it.each([
    ['another room', { room: 'other', userId: 'user' }],
    ['another user', { room: 'room', userId: 'other' }],
  ])('does not count for %s', async (_what, wanted) => {
    const credentials = someCredentials();
    const credential = await tokenFor(credentials);
    await expect(credentials.verify({ credential, origin: undefined, ...wanted })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('does not count after a restart with new keys', async () => {
    const credential = await tokenFor(someCredentials());
    const request = { credential, room: 'room', userId: 'user', origin: undefined };
    await expect(someCredentials().verify(request)).rejects.toMatchObject({ code: 'credential-invalid' });
  });

  it('is needed: signalling lets nobody in without', async () => {
    const { verify } = someCredentials();
    const request = { credential: undefined, room: 'room', userId: 'user', origin: undefined };
    await expect(verify(request)).rejects.toMatchObject({ code: 'credential-invalid' });
  });
});

describe('a stranger at the signalling', () => {
  it('is cut off in bounded time for what is no frame', async () => {
    await using server = await startTestServer();
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/signalling`);
    await once(socket, 'open');
    socket.send('not a frame');
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBeGreaterThanOrEqual(1002);
  });
});
