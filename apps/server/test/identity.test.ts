import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { IdentityBindings } from '../src/identity-bindings.ts';
import { startTestServer, type TestServer } from './start-test-server.ts';

/** A browser: it keeps the cookie that the server gave it. */
class Browser {
  readonly #server: TestServer;
  #cookie: string | undefined;

  constructor(server: TestServer) {
    this.#server = server;
  }

  async open(): Promise<string | undefined> {
    return this.#keep(await fetch(this.#server.url, { headers: this.#headers }));
  }

  async ask(userId: string, more: object = {}): Promise<{ status: number; token: string; message: string }> {
    const response = await fetch(new URL('token', this.#server.url), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...this.#headers },
      body: JSON.stringify({ provider: 'p2p', room: 'room', userId, ...more }),
    });
    this.#keep(response);
    const body = (await response.json()) as {
      readonly credential?: { readonly token: string };
      readonly error?: { readonly message: string };
    };
    return {
      status: response.status,
      token: body.credential?.token ?? '',
      message: body.error?.message ?? '',
    };
  }

  /** Joins, and resolves with the first frame and whatever comes later. */
  async join(userId: string, credential: string): Promise<{ frames: string[]; closed: Promise<unknown> }> {
    const socket = new WebSocket(`ws://127.0.0.1:${String(this.#server.port)}/signalling`);
    const frames: string[] = [];
    const closed = once(socket, 'close');
    const first = new Promise<void>((resolve) =>
      socket.on('message', (data: Buffer) => {
        const frame = JSON.parse(data.toString()) as { type: string; code?: string; reason?: string };
        frames.push([frame.type, frame.code, frame.reason].filter(Boolean).join(' '));
        resolve();
      }),
    );
    await once(socket, 'open');
    const state = { revision: 0, sources: [] };
    socket.send(
      JSON.stringify({ type: 'join', protocol: 1, room: 'room', userId, displayName: '', credential, state }),
    );
    await first;
    return { frames, closed };
  }

  get #headers(): Record<string, string> {
    return this.#cookie === undefined ? {} : { Cookie: this.#cookie };
  }

  #keep(response: Response): string | undefined {
    const [given] = response.headers.getSetCookie();
    if (given !== undefined) this.#cookie = given.split(';', 1)[0];
    return given;
  }
}

describe('who is whom', () => {
  it('is bound to a cookie that no script reads, and that comes with the page', async () => {
    await using server = await startTestServer();
    const browser = new Browser(server);
    expect(await browser.open()).toMatch(
      /^jackfield-client=[A-Za-z0-9_-]{22}; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect(await browser.open()).toBeUndefined();
  });

  it('lets a reload and a second tab of the same browser replace the older one', async () => {
    await using server = await startTestServer();
    const browser = new Browser(server);
    const older = await browser.join('ann', (await browser.ask('ann')).token);
    const newer = await browser.join('ann', (await browser.ask('ann')).token);
    await older.closed;
    expect(older.frames).toEqual(['welcome', 'bye replaced']);
    expect(newer.frames).toEqual(['welcome']);
  });

  it('refuses a stranger, who gets no credential and whom no older one helps', async () => {
    await using server = await startTestServer();
    const [ann, eve] = [new Browser(server), new Browser(server)];
    const present = await ann.join('ann', (await ann.ask('ann')).token);
    const refused = await eve.ask('ann');
    expect(refused).toMatchObject({ status: 403, message: /Somebody else has this name/ });
    expect((await eve.ask('eve')).status).toBe(200);
    expect(present.frames).toEqual(['welcome']);
  });

  it('is the same for every provider', async () => {
    await using server = await startTestServer({ emulator: { turnPort: 0, starts: 'when-asked' } });
    const [ann, eve] = [new Browser(server), new Browser(server)];
    expect((await ann.ask('ann', { provider: 'aliyun' })).status).toBe(200);
    expect((await eve.ask('ann', { provider: 'aliyun' })).status).toBe(403);
    expect((await eve.ask('ann', { provider: 'p2p' })).status).toBe(403);
    expect((await ann.ask('ann', { provider: 'p2p' })).status).toBe(200);
  });

  it('holds several people of one browser', async () => {
    await using server = await startTestServer();
    const browser = new Browser(server);
    for (const userId of ['ann', 'bob', 'cleo']) expect((await browser.ask(userId)).status).toBe(200);
  });

  it('is not asked for longer than an hour', async () => {
    await using server = await startTestServer();
    expect((await new Browser(server).ask('ann', { lifetimeSeconds: 86_400 })).status).toBe(400);
  });
});

describe('a binding', () => {
  const request = { room: 'room', userId: 'ann', holder: 'one', address: 'here', until: 1000 };

  it('ends with the last credential', () => {
    let now = 0;
    const bindings = new IdentityBindings(undefined, () => now);
    expect(bindings.bind(request)).toBe('bound');
    expect(bindings.bind({ ...request, until: 2000 })).toBe('bound');
    now = 1500;
    expect(bindings.bind({ ...request, holder: 'other', until: 9000 })).toBe('taken');
    now = 2000;
    expect(bindings.bind({ ...request, holder: 'other', until: 9000 })).toBe('bound');
    expect(bindings.bind({ ...request, until: 9000 })).toBe('taken');
  });

  it('is given to one browser, one address and in all as often as may be, and again when others have ended', () => {
    let now = 0;
    const bindings = new IdentityBindings({ perHolder: 2, perAddress: 3, total: 4 }, () => now);
    const bind = (userId: string, holder: string, address: string): string =>
      bindings.bind({ ...request, userId, holder, address });
    expect([bind('a', 'one', 'here'), bind('b', 'one', 'here'), bind('c', 'one', 'here')]).toEqual([
      'bound',
      'bound',
      'full',
    ]);
    expect([bind('c', 'two', 'here'), bind('d', 'three', 'here')]).toEqual(['bound', 'full']);
    expect([bind('d', 'three', 'there'), bind('e', 'four', 'elsewhere')]).toEqual(['bound', 'full']);
    now = 1000;
    expect(bindings.bind({ ...request, userId: 'e', until: 2000 })).toBe('bound');
  });
});
