import fc from 'fast-check';

/** JSON texts as no honest client writes them: deep, wide, of odd types, with keys of prototypes, huge numbers and lone surrogates. */
const oddJson: fc.Arbitrary<string> = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc.integer({ min: 1, max: 20_000 }).map((depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`),
  fc.integer({ min: 1, max: 8000 }).map((depth) => `${'{"a":'.repeat(depth)}0${'}'.repeat(depth)}`),
  fc.integer({ min: 1, max: 20_000 }).map((width) => `[${'0,'.repeat(width)}0]`),
  fc.constantFrom(
    '{"__proto__":{"polluted":true}}',
    '{"constructor":{"prototype":{"polluted":true}}}',
    '"__proto__"',
    '"toString"',
    '1e400',
    '-1e400',
    '9007199254740993',
    '1.5',
    '-1',
    '-0',
    String.raw`"\ud800"`,
    String.raw`"\udc00\ud800\u0000"`,
    'null',
    'true',
    '""',
    '{}',
    '[]',
  ),
  fc.string({ unit: 'binary', maxLength: 300 }).map((text) => JSON.stringify(text)),
);

/** Fields of frames and of requests for tokens as they should be, so that the odd one of them is reached. */
const honest: Readonly<Record<string, string>> = {
  type: '"signal"',
  protocol: '1',
  room: '"hostile"',
  userId: '"eve"',
  displayName: '"Eve"',
  state: '{"revision":1,"sources":[]}',
  to: '"somebody"',
  payload: '{"a":1}',
  request: '1',
  received: '0',
  credential: '"x"',
  session: '"x"',
  action: '"mute"',
  target: '"somebody"',
  source: '"camera"',
  provider: '"p2p"',
  reason: '"join"',
};

const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  join: ['protocol', 'room', 'userId', 'displayName', 'credential', 'state'],
  resume: ['protocol', 'session', 'received'],
  signal: ['to', 'payload'],
  state: ['request', 'state'],
  profile: ['request', 'displayName'],
  renew: ['request', 'credential'],
  moderate: ['request', 'action', 'target', 'source'],
  heartbeat: ['received'],
  leave: [],
  token: ['provider', 'room', 'userId', 'displayName', 'reason'],
};

/** An object of this kind, of which some fields are odd, missing or there twice. */
function objectOf(kind: string): fc.Arbitrary<string> {
  const names = fieldsOf[kind] ?? [];
  const field = (name: string): fc.Arbitrary<readonly string[]> =>
    fc.oneof(
      { weight: 4, arbitrary: fc.constant([`${JSON.stringify(name)}:${honest[name] ?? 'null'}`]) },
      { weight: 2, arbitrary: oddJson.map((text) => [`${JSON.stringify(name)}:${text}`]) },
      { weight: 1, arbitrary: fc.constant([]) },
    );
  const further = fc.array(
    fc
      .tuple(
        fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', 'type', 'payload')),
        oddJson,
      )
      .map(([name, text]) => `${JSON.stringify(name)}:${text}`),
    { maxLength: 2 },
  );
  const type = kind === 'token' ? [] : [`"type":"${kind}"`];
  return fc
    .tuple(fc.tuple(...names.map(field)), further)
    .map(([parts, more]) => `{${[...type, ...parts.flat(), ...more].join(',')}}`);
}

const frameKinds = Object.keys(fieldsOf).filter((kind) => kind !== 'token');

/** What is sent on a signalling socket. */
export const hostileFrame: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...frameKinds).chain(objectOf) },
  { weight: 2, arbitrary: oddJson },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 2000 }) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 2000 }) },
);

const path: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '/',
    '/index.html',
    '/token',
    '/providers',
    '/healthz',
    '/readyz',
    '/signalling',
    '/assets/app-1a2b3c.js',
    '/assets/%00',
    '/%',
    '/%E0%A4%A',
    '/..%2f..%2fsecret.txt',
    '//[',
    '/?adapter=%',
    '*',
    'http://[/',
  ),
  fc.webPath(),
);

/** What is sent as a request. */
export const hostileRequest: fc.Arbitrary<{ method: string; path: string; header: string; body: string }> =
  fc.record({
    method: fc.constantFrom('GET', 'POST', 'POST', 'POST', 'PUT', 'OPTIONS', 'HEAD', 'DELETE', 'TRACE'),
    path,
    header: fc.oneof(
      fc.constantFrom('X: y', 'Cookie: jackfield-client=%', 'Cookie: ;;=;jackfield-client', 'Origin: null'),
      fc.constantFrom('Content-Type: text/plain', 'Authorization: Bearer \u00ff', 'X-Forwarded-For: ,,'),
    ),
    body: fc.oneof(objectOf('token'), oddJson),
  });
