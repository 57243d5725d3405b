import { once } from 'node:events';
import type { TokenProvider } from '@jackfield/tokens';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createClientCookie } from '../src/http/client-cookie.ts';
import { createCredentials, type Credentials } from '../src/providers/create-credentials.ts';
import { IdentityBindings } from '../src/providers/identity-bindings.ts';
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
    await eve.open();
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

describe('a browser without cookies', () => {
  const ask = async (
    server: TestServer,
    userId: string,
    reason?: string,
  ): Promise<{ status: number; error?: { code: string; message: string } }> => {
    // Never sends back what it is given.
    const response = await fetch(new URL('token', server.url), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ provider: 'p2p', room: 'room', userId, reason }),
    });
    return { status: response.status, ...((await response.json()) as object) };
  };

  it('joins, and hears on renewal that it has to allow them', async () => {
    await using server = await startTestServer();
    expect((await ask(server, 'ann', 'join')).status).toBe(200);
    for (const reason of ['expiring', 'reconnect']) {
      expect(await ask(server, 'ann', reason)).toEqual({
        status: 401,
        error: {
          code: 'not-authenticated',
          message:
            'This browser sent no cookie, so it cannot go on as the person that it was. Allow cookies for this site, or join under another name.',
        },
      });
    }
  });

  it('hears the same way out when it joins again, and takes nobody else by it', async () => {
    await using server = await startTestServer();
    expect((await ask(server, 'ann')).status).toBe(200);
    expect(await ask(server, 'ann')).toMatchObject({
      status: 403,
      error: { code: 'forbidden', message: /Choose another one, or allow cookies for this site/ },
    });
    expect((await ask(server, 'ann-2')).status).toBe(200);
  });
});

describe('a credential that could not be made', () => {
  const current = 'a key of at least thirty-two bytes, for tests';
  const request = (provider: string, cookie: string): Request =>
    new Request('http://127.0.0.1/token', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: `jackfield-client=${cookie}` },
      body: JSON.stringify({ provider, room: 'room', userId: 'ann' }),
    });
  const [ann, eve] = ['a'.repeat(22), 'e'.repeat(22)];
  const broken: TokenProvider = {
    mint: () => Promise.reject(new Error('the vendor is down')),
    redact: (text) => text,
  };
  const make = (providers: Record<string, TokenProvider>, bindings: IdentityBindings): Credentials =>
    createCredentials({
      secrets: { current },
      providers,
      allowedOrigins: [],
      cookie: createClientCookie({ secure: false }),
      bindings,
      presence: () => undefined,
      log: () => undefined,
    });

  it('binds nobody', async () => {
    const bindings = new IdentityBindings();
    const { handOut } = make({ broken }, bindings);
    expect((await handOut(request('broken', eve))).status).toBe(500);
    expect(bindings.size).toBe(0);
    expect((await handOut(request('p2p', ann))).status).toBe(200);
    expect((await handOut(request('p2p', eve))).status).toBe(403);
  });

  it('leaves a name bound that was bound before, and one that is being given meanwhile', async () => {
    const bindings = new IdentityBindings();
    let fail: () => void = () => undefined;
    const late: TokenProvider = {
      mint: () => new Promise((_resolve, reject) => (fail = () => reject(new Error('down')))),
      redact: (text) => text,
    };
    const { handOut } = make({ broken, late }, bindings);
    const pending = handOut(request('late', ann));
    await expect.poll(() => bindings.size).toBe(1);
    // Held for whom it is being made for.
    expect((await handOut(request('p2p', eve))).status).toBe(403);
    expect((await handOut(request('p2p', ann))).status).toBe(200);
    fail();
    expect((await pending).status).toBe(500);
    expect((await handOut(request('broken', ann))).status).toBe(500);
    expect((await handOut(request('p2p', eve))).status).toBe(403);
  });
});

describe('a binding', () => {
  const request = { room: 'room', userId: 'ann', holder: 'one', address: 'here' };
  const bind = (bindings: IdentityBindings, changes: Partial<typeof request>, until: number): string => {
    const hold = bindings.hold({ ...request, ...changes });
    if (typeof hold === 'string') return hold;
    hold.bind(until);
    return 'bound';
  };

  it('ends with the last credential', () => {
    let now = 0;
    const bindings = new IdentityBindings(undefined, () => now);
    expect(bind(bindings, {}, 1000)).toBe('bound');
    expect(bind(bindings, {}, 2000)).toBe('bound');
    now = 1500;
    expect(bind(bindings, { holder: 'other' }, 9000)).toBe('taken');
    now = 2000;
    expect(bind(bindings, { holder: 'other' }, 9000)).toBe('bound');
    expect(bind(bindings, {}, 9000)).toBe('taken');
  });

  it('is given to one browser, one address and in all as often as may be, and again when others have ended', () => {
    let now = 0;
    const bindings = new IdentityBindings({ perHolder: 2, perAddress: 3, total: 4 }, () => now);
    const take = (userId: string, holder: string, address: string): string =>
      bind(bindings, { userId, holder, address }, 1000);
    expect([take('a', 'one', 'here'), take('b', 'one', 'here'), take('c', 'one', 'here')]).toEqual([
      'bound',
      'bound',
      'full',
    ]);
    expect([take('c', 'two', 'here'), take('d', 'three', 'here')]).toEqual(['bound', 'full']);
    expect([take('d', 'three', 'there'), take('e', 'four', 'elsewhere')]).toEqual(['bound', 'full']);
    now = 1000;
    expect(bind(bindings, { userId: 'e' }, 2000)).toBe('bound');
  });
});
