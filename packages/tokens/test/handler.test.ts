import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  createTokenHandler,
  providersFromSecrets,
  secretsFromEnvironment,
  TokenError,
} from '../src/index.ts';
import type { TokenHandler, TokenHandlerOptions, TokenLogEntry, TokenProvider } from '../src/index.ts';
import { verifyP2p } from '../src/p2p.ts';
import { fullEnvironment, leaksIn, ManualClock, p2pSecrets } from './fixtures.ts';
import { any, fieldsOf, isHandler, matching, parseJson, textAt } from './typed.ts';

const address = 'https://calls.example/token';
const asked = { provider: 'p2p', room: 'room1', userId: 'alice' };

interface Rig {
  readonly handler: TokenHandler;
  readonly clock: ManualClock;
  readonly log: TokenLogEntry[];
}

/** `untyped` is what code without types could pass. */
function rig(
  options: Partial<TokenHandlerOptions> = {},
  untyped: Readonly<Record<string, unknown>> = {},
): Rig {
  const clock = new ManualClock();
  const log: TokenLogEntry[] = [];
  const handler: unknown = Reflect.apply(createTokenHandler, undefined, [
    {
      providers: providersFromSecrets(secretsFromEnvironment(fullEnvironment)),
      authorize: () => ({ allow: true }),
      clock,
      log: (entry: TokenLogEntry) => log.push(entry),
      ...options,
      ...untyped,
    },
  ]);
  if (!isHandler(handler)) throw new Error('It made no handler.');
  return { handler, clock, log };
}

function post(body: unknown, headers: Record<string, string> = {}): Request {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new Request(address, {
    method: 'POST',
    body: text,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

async function errorOf(response: Response): Promise<unknown> {
  const body = fieldsOf(parseJson(await response.text()));
  return { status: response.status, ...fieldsOf(body['error']) };
}

/** Code without types may throw what is no error. */
function throwAnything(value: Error): never {
  throw value;
}

const failingProvider = (failure: () => unknown): TokenProvider => ({
  mint: () => {
    failure();
    throw new Error('It did not fail.');
  },
  redact: (text) => text.replaceAll('SECRET-of-provider', '[redacted]'),
});

describe('what is given out', () => {
  test.for(['aliyun', 'aliyun-artc', 'livekit', 'agora', 'trtc', 'janus', 'p2p'])('%s', async (provider) => {
    const { handler, log } = rig();
    const response = await handler(post({ ...asked, provider, lifetimeSeconds: 600 }));
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const text = await response.text();
    expect(parseJson(text)).toMatchObject({
      provider,
      lifetimeSeconds: 600,
      expiresAt: any.number,
      credential: any.object,
    });
    expect(leaksIn(text)).toEqual([]);
    expect(log).toEqual([
      { level: 'info', event: 'token-issued', status: 200, provider, durationMilliseconds: 0 },
    ]);
  });

  test("authorize's word replaces the client's", async () => {
    const { handler, clock } = rig({
      authorize: () => ({
        allow: true,
        userId: 'u-1',
        displayName: 'Real Name',
        role: 'audience',
        lifetimeSeconds: 60,
      }),
    });
    const response = await handler(post({ ...asked, role: 'host', displayName: 'Fake' }));
    const claims = await verifyP2p(textAt(parseJson(await response.text()), 'credential', 'token'), {
      keys: p2pSecrets,
      now: clock.now(),
    });
    expect(claims).toMatchObject({
      userId: 'u-1',
      displayName: 'Real Name',
      role: 'audience',
      permissions: { publish: [] },
    });
    expect(claims.expiresAt).toBe(clock.now() + 60_000);
  });

  test('authorize sees what was asked for, the request and the address', async () => {
    const seen: unknown[] = [];
    const { handler } = rig({
      authorize: (what, { request, clientAddress }) => {
        seen.push(what, request.headers.get('cookie'), clientAddress);
        return { allow: true };
      },
    });
    await handler(post({ ...asked, purpose: 'companion', reason: 'expiring' }, { cookie: 'session=1' }), {
      clientAddress: '192.0.2.1',
    });
    expect(seen).toEqual([{ ...asked, purpose: 'companion', reason: 'expiring' }, 'session=1', '192.0.2.1']);
  });
});

describe('what is refused', () => {
  test('everything, without an authorize callback', async () => {
    const { handler } = rig({ authorize: undefined });
    expect(await errorOf(await handler(post(asked)))).toMatchObject({ status: 403, code: 'forbidden' });
  });

  test.for<[string, unknown, number]>([
    ['no', { allow: false }, 403],
    ['log in first', { allow: false, status: 401, message: 'Log in.' }, 401],
    ['undefined', undefined, 403],
    ['true alone', true, 403],
    ['a truthy text', { allow: 'yes' }, 403],
  ])('a decision of %s', async ([, decision, status]) => {
    const { handler } = rig({}, { authorize: () => decision });
    expect(await errorOf(await handler(post(asked)))).toMatchObject({ status });
  });

  test.for<[string, unknown, string | undefined]>([
    ['provider', { ...asked, provider: 'zoom' }, 'provider'],
    ['provider of the prototype', { ...asked, provider: 'constructor' }, 'provider'],
    ['room', { ...asked, room: 'a b' }, 'room'],
    ['long room', { ...asked, room: 'a'.repeat(65) }, 'room'],
    ['no user', { provider: 'p2p', room: 'room1' }, 'userId'],
    ['display name', { ...asked, displayName: 'a\nb' }, 'displayName'],
    ['role', { ...asked, role: 'admin' }, 'role'],
    ['too long a lifetime', { ...asked, lifetimeSeconds: 86_401 }, 'lifetimeSeconds'],
    ['too short a lifetime', { ...asked, lifetimeSeconds: 59 }, 'lifetimeSeconds'],
    ['permissions, which are not for the client to choose', { ...asked, permissions: {} }, 'permissions'],
    ['unknown field with a text for a name', { ...asked, '<b>': 1 }, undefined],
    ['array', [asked], undefined],
    ['null', null, undefined],
    ['broken JSON', '{"provider":', undefined],
    ['nothing', '', undefined],
  ])('a body with a wrong %s', async ([, body, field]) => {
    const { handler, log } = rig();
    const error = await errorOf(await handler(post(body)));
    expect(error).toEqual({
      status: 400,
      code: 'invalid-argument',
      message: any.text,
      ...(field === undefined ? {} : { field }),
    });
    expect(log).toMatchObject([{ level: 'warn', event: 'token-refused', code: 'invalid-argument' }]);
  });

  test('other methods, other types', async () => {
    const { handler } = rig();
    const got = await handler(new Request(address));
    expect(got.headers.get('allow')).toBe('POST, OPTIONS');
    expect(await errorOf(got)).toMatchObject({ status: 405 });
    expect(await errorOf(await handler(post(asked, { 'content-type': 'text/plain' })))).toMatchObject({
      status: 415,
    });
    expect(await errorOf(await handler(post(asked, { 'content-type': 'application/jsonp' })))).toMatchObject({
      status: 415,
    });
  });

  test('what a vendor cannot carry', async () => {
    const { handler } = rig({ authorize: () => ({ allow: true, permissions: { publish: ['camera'] } }) });
    expect(await errorOf(await handler(post({ ...asked, provider: 'agora' })))).toMatchObject({
      status: 400,
      code: 'unsupported',
      field: 'permissions.publish',
    });
  });
});

describe('bodies', () => {
  test('a body that is declared or found too large is not read to its end', async () => {
    const { handler } = rig({ maxBodyBytes: 200 });
    expect(await errorOf(await handler(post({ ...asked, displayName: 'x'.repeat(300) })))).toMatchObject({
      status: 413,
      code: 'payload-too-large',
    });

    let pulled = 0;
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(64));
      },
      cancel() {
        cancelled = true;
      },
    });
    const init = {
      method: 'POST',
      body: endless,
      duplex: 'half',
      headers: { 'content-type': 'application/json' },
    } as const;
    expect(await errorOf(await handler(new Request(address, init)))).toMatchObject({ status: 413 });
    expect(cancelled).toBe(true);
    expect(pulled).toBeLessThanOrEqual(6);
  });

  test('a body that never ends is given up', async () => {
    const { handler, clock } = rig({ timeoutMilliseconds: 5000 });
    let cancelled = false;
    const silent = new ReadableStream<Uint8Array>({
      cancel() {
        cancelled = true;
      },
    });
    const init = {
      method: 'POST',
      body: silent,
      duplex: 'half',
      headers: { 'content-type': 'application/json' },
    } as const;
    const answer = handler(new Request(address, init));
    clock.advance(5000);
    expect(await errorOf(await answer)).toMatchObject({ status: 408, code: 'timeout' });
    expect(cancelled).toBe(true);
    expect(clock.pending).toBe(0);
  });

  test('invalid UTF-8 and a body that breaks off', async () => {
    const { handler } = rig();
    const bytes = Buffer.concat([Buffer.from('{"provider":"'), Buffer.from([0xff]), Buffer.from('"}')]);
    const headers = { 'content-type': 'application/json' };
    expect(
      await errorOf(await handler(new Request(address, { method: 'POST', body: bytes, headers }))),
    ).toMatchObject({ status: 400 });
    const broken = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.error(new Error('connection reset'));
      },
    });
    const init = { method: 'POST', body: broken, duplex: 'half', headers } as const;
    expect(await errorOf(await handler(new Request(address, init)))).toMatchObject({ status: 400 });
  });
});

describe('failures of the server', () => {
  test('authorize that hangs is given up and told so', async () => {
    let signal: AbortSignal | undefined;
    const entered = new Promise<void>((resolve) => {
      const { handler, clock, log } = rig({
        timeoutMilliseconds: 5000,
        authorize: (_asked, context) => {
          signal = context.signal;
          clock.advance(5000);
          return new Promise<never>(() => undefined);
        },
      });
      void handler(post(asked)).then(async (response) => {
        expect(await errorOf(response)).toMatchObject({ status: 500, code: 'server-error' });
        expect(log).toMatchObject([
          { level: 'error', event: 'token-failed', detail: 'authorize took too long.' },
        ]);
        resolve();
      });
    });
    await entered;
    expect(signal?.aborted).toBe(true);
  });

  test('whatever is thrown, no text of it reaches the answer or the log', async () => {
    const failures: (() => unknown)[] = [
      () => {
        throw new Error('connect postgres://user:SECRET-of-provider@db');
      },
      () => {
        throw new TokenError('invalid-configuration', 'key SECRET-of-provider is bad', {
          field: 'SECRET-of-provider',
        });
      },
      () => {
        const never: unknown = Reflect.apply(throwAnything, undefined, ['SECRET-of-provider']);
        return never;
      },
      () => {
        const never: unknown = Reflect.apply(throwAnything, undefined, [undefined]);
        return never;
      },
    ];
    for (const failure of failures) {
      const { handler, log } = rig({ providers: { p2p: failingProvider(failure) } });
      const response = await handler(post(asked));
      const text = await response.text();
      expect(response.status).toBe(500);
      expect(parseJson(text)).toEqual({
        error: { code: 'server-error', message: 'The server could not make a token.' },
      });
      expect(JSON.stringify(log)).not.toContain('SECRET-of-provider');
      expect(log).toMatchObject([{ level: 'error', event: 'token-failed', detail: any.text }]);
    }
  });

  test('a decision with bad values is the fault of the server', async () => {
    for (const decision of [
      { userId: 'a b' },
      { lifetimeSeconds: 1 },
      { displayName: '' },
      { role: 'boss' },
    ]) {
      const { handler, log } = rig({}, { authorize: () => ({ allow: true, ...decision }) });
      expect(await errorOf(await handler(post(asked)))).toMatchObject({ status: 500 });
      expect(log).toMatchObject([
        {
          detail: matching(
            /^authorize returned a bad value for (userId|lifetimeSeconds|displayName|role)\.$/,
          ),
        },
      ]);
    }
  });

  test('a log that throws changes nothing', async () => {
    const { handler } = rig({
      log: () => {
        throw new Error('disk full');
      },
    });
    expect((await handler(post(asked))).status).toBe(200);
  });
});

describe('origins', () => {
  const cors = { origins: ['https://app.example'], credentials: true };

  test('a listed origin may ask, with its preflight', async () => {
    const { handler } = rig({ cors });
    const preflight = await handler(
      new Request(address, { method: 'OPTIONS', headers: { origin: 'https://app.example' } }),
    );
    expect(preflight.status).toBe(204);
    expect(Object.fromEntries(preflight.headers)).toEqual({
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': 'Content-Type, Authorization',
      'access-control-allow-methods': 'POST',
      'access-control-allow-origin': 'https://app.example',
      'access-control-max-age': '600',
      allow: 'POST, OPTIONS',
      vary: 'Origin',
    });
    const response = await handler(post(asked, { origin: 'https://app.example' }));
    expect(response.headers.get('access-control-allow-origin')).toBe('https://app.example');
    const refused = await handler(post({}, { origin: 'https://app.example' }));
    expect(refused.headers.get('access-control-allow-origin')).toBe('https://app.example');
  });

  test.for(['https://evil.example', 'https://app.example.evil.example', 'http://app.example', 'null', '<x>'])(
    '%s may not',
    async (origin) => {
      const { handler } = rig({ cors });
      for (const request of [
        post(asked, { origin }),
        new Request(address, { method: 'OPTIONS', headers: { origin } }),
      ]) {
        const response = await handler(request);
        expect(response.headers.get('access-control-allow-origin')).toBeNull();
        expect(response.headers.get('vary')).toBe('Origin');
        expect(await errorOf(response)).toMatchObject({ status: 403, code: 'forbidden', field: 'origin' });
      }
    },
  );

  test('the own origin needs no list, also behind a proxy', async () => {
    const { handler } = rig();
    expect((await handler(post(asked, { origin: 'http://calls.example' }))).status).toBe(200);
    expect(
      (await handler(post(asked, { origin: 'https://public.example', 'sec-fetch-site': 'same-origin' })))
        .status,
    ).toBe(200);
    expect(
      (await handler(post(asked, { origin: 'https://public.example', 'sec-fetch-site': 'same-site' })))
        .status,
    ).toBe(403);
  });
});

describe('rate limit', () => {
  test('each address has its bucket, which fills again', async () => {
    const { handler, clock } = rig({ rateLimit: { capacity: 2, refillPerSecond: 0.5 } });
    const ask = async (clientAddress: string): Promise<number> =>
      (await handler(post(asked), { clientAddress })).status;
    expect([
      await ask('192.0.2.1'),
      await ask('192.0.2.1'),
      await ask('192.0.2.1'),
      await ask('192.0.2.2'),
    ]).toEqual([200, 200, 429, 200]);
    const refused = await handler(post(asked), { clientAddress: '192.0.2.1' });
    expect(refused.headers.get('retry-after')).toBe('2');
    clock.advance(2000);
    expect([await ask('192.0.2.1'), await ask('192.0.2.1')]).toEqual([200, 429]);
  });

  test('malformed requests count', async () => {
    const { handler } = rig({ rateLimit: { capacity: 1 } });
    expect((await handler(post('{'), { clientAddress: '192.0.2.1' })).status).toBe(400);
    expect((await handler(post(asked), { clientAddress: '192.0.2.1' })).status).toBe(429);
  });

  test('an IPv6 network is one client, a mapped IPv4 address is the same as plain', async () => {
    const { handler } = rig({ rateLimit: { capacity: 1 } });
    const ask = async (clientAddress: string): Promise<number> =>
      (await handler(post(asked), { clientAddress })).status;
    expect([
      await ask('2001:db8::1'),
      await ask('2001:db8:0:0:ffff::2'),
      await ask('2001:db8:0:1::1'),
    ]).toEqual([200, 429, 200]);
    expect([await ask('::ffff:192.0.2.1'), await ask('192.0.2.1')]).toEqual([200, 429]);
  });

  test('a key that throws or is no text stops the request, not the server', async () => {
    const { handler } = rig({}, { rateLimit: { key: () => 1 } });
    expect((await handler(post(asked))).status).toBe(500);
  });
});

describe('options', () => {
  test.for<[string, Partial<TokenHandlerOptions>]>([
    ['providers', { providers: {} }],
    ['cors.origins', { cors: { origins: ['*'] } }],
    ['cors.origins', { cors: { origins: ['https://app.example/'] } }],
    ['maxBodyBytes', { maxBodyBytes: 0 }],
    ['timeoutMilliseconds', { timeoutMilliseconds: Number.NaN }],
    ['lifetimeSeconds.minimum', { lifetimeSeconds: { minimum: 1 } }],
    ['lifetimeSeconds.maximum', { lifetimeSeconds: { maximum: 172_801 } }],
    ['lifetimeSeconds.default', { lifetimeSeconds: { default: 10 } }],
    ['rateLimit.capacity', { rateLimit: { capacity: 0 } }],
    ['rateLimit.refillPerSecond', { rateLimit: { refillPerSecond: 0 } }],
  ])('a bad %s is refused when the handler is made', ([field, options]) => {
    expect(() => rig(options)).toThrow(expect.objectContaining({ code: 'invalid-configuration', field }));
  });
});

describe('names', () => {
  const claimsOf = async (response: Response): Promise<Readonly<Record<string, unknown>>> => {
    const [, claims = ''] = textAt(parseJson(await response.text()), 'credential', 'token').split('.');
    return fieldsOf(parseJson(Buffer.from(claims, 'base64url').toString()));
  };

  test('are as long as the vendor takes: 256 characters for LiveKit, 128 for p2p', async () => {
    const { handler } = rig();
    const name = 'Ä'.repeat(256);
    const livekit = await handler(post({ ...asked, provider: 'livekit', displayName: name }));
    expect(livekit.status).toBe(200);
    expect(await claimsOf(livekit)).toMatchObject({ name });
    const p2p = await handler(post({ ...asked, displayName: name.slice(0, 128) }));
    expect(await claimsOf(p2p)).toMatchObject({ name: name.slice(0, 128) });
  });

  test.for<[string, number]>([
    ['livekit', 257],
    ['p2p', 129],
  ])('of %s with %d characters are refused by field', async ([provider, length]) => {
    const { handler } = rig();
    const error = await errorOf(await handler(post({ ...asked, provider, displayName: 'x'.repeat(length) })));
    expect(error).toEqual({
      status: 400,
      code: 'invalid-argument',
      field: 'displayName',
      message: `displayName must be 1 to ${length - 1} characters without control characters.`,
    });
  });
});

test('any method, any headers and any address give a known status, and nothing of them comes back', async () => {
  const { handler, log } = rig();
  const mark = 'mark-of-the-sender';
  const headerName = fc.constantFrom('content-type', 'content-length', 'origin', 'sec-fetch-site', 'cookie');
  const headerValue = fc
    .oneof(
      fc.constantFrom('application/json', 'text/plain', '99999999', '-1', 'null', 'https://calls.example'),
      fc.stringMatching(/^[\x21-\x7e]{0,40}$/),
    )
    .map((value) => `${value}${value.length % 3 === 0 ? mark : ''}`);
  const address = fc.oneof(
    fc.ipV4(),
    fc.ipV6(),
    fc.string(),
    fc.constantFrom('::', '::1%lo', ':::', '1::2::3', `::ffff:1.2.3.4${mark}`),
    fc.constant(undefined),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', mark),
      fc.dictionary(headerName, headerValue),
      address,
      async (method, headers, clientAddress) => {
        const body = method === 'GET' || method === 'HEAD' ? undefined : JSON.stringify(asked);
        const request = new Request('https://calls.example/token', {
          method,
          headers,
          ...(body === undefined ? {} : { body }),
        });
        const response = await handler(request, { clientAddress });
        expect([200, 204, 400, 403, 405, 413, 415, 429]).toContain(response.status);
        expect((await response.text()) + JSON.stringify([...response.headers])).not.toContain(mark);
      },
    ),
    { numRuns: 500 },
  );
  expect(JSON.stringify(log)).not.toContain(mark);
});

test('any body and any headers give JSON with a known status and no secret', async () => {
  const { handler, log } = rig({ rateLimit: false });
  const body = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .record({
        provider: fc.constantFrom('aliyun', 'aliyun-artc', 'livekit', 'agora', 'trtc', 'janus', 'p2p'),
        room: fc.string(),
        userId: fc.string(),
      })
      .map((value) => JSON.stringify(value)),
    fc
      .record({
        provider: fc.constantFrom('aliyun', 'agora', 'trtc', 'janus', 'p2p', 'livekit'),
        room: fc.stringMatching(/^[\w-]{1,64}$/),
        userId: fc.stringMatching(/^[\w-]{1,64}$/),
      })
      .map((value) => JSON.stringify(value)),
    fc
      .constantFrom(...Object.values(fullEnvironment))
      .map((secret) => JSON.stringify({ [secret]: secret, provider: secret, room: secret, userId: secret })),
  );
  const origin = fc.option(fc.constantFrom('https://calls.example', 'https://evil.example', 'null'), {
    nil: undefined,
  });
  await fc.assert(
    fc.asyncProperty(body, origin, async (text, from) => {
      const response = await handler(post(text, from === undefined ? {} : { origin: from }));
      expect([200, 400, 403, 413]).toContain(response.status);
      const answer = await response.text();
      expect(() => parseJson(answer)).not.toThrow();
      expect(leaksIn(answer + JSON.stringify([...response.headers]))).toEqual([]);
    }),
    { numRuns: 500 },
  );
  expect(log.length).toBeGreaterThanOrEqual(500);
  expect(leaksIn(JSON.stringify(log))).toEqual([]);
});
