import { isRtcError } from '@jackfield/core/adapter';
import { explainAliyun, mintAliyun, signAliyun } from '@jackfield/tokens/aliyun';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkCredential } from '../src/credential/check-credential.ts';

const now = 1_700_000_000_000;
const secrets = { appId: 'app1', appKey: 'the-key', gslb: ['https://rgslb.example.test'] };
const about = { room: 'room1', userId: 'alice' };

type Fields = Record<string, unknown>;

function good(): Fields {
  return { ...mintAliyun({ ...about, lifetimeSeconds: 60 }, secrets, { now }).credential };
}

function refused(credential: unknown): string | undefined {
  try {
    checkCredential(credential, { ...about, nowSeconds: now / 1000 });
    return undefined;
  } catch (error) {
    if (!isRtcError(error)) throw error;
    return error.message;
  }
}

function faults(credential: unknown): readonly string[] {
  // How long one may last at most is the server's own rule.
  const rules = { clockSkewSeconds: 0, maximumLifetimeSeconds: Number.MAX_SAFE_INTEGER };
  const { findings } = explainAliyun(credential, { ...about, ...rules, secrets, now });
  return findings.filter(({ severity }) => severity === 'error').map(({ message }) => message);
}

/** Signs what a credential shows, so that nothing but the field itself is wrong. */
function signed(fields: Fields): Fields {
  const { appId, channelId, userId, nonce, timestamp } = fields;
  const texts = [appId, channelId, userId, nonce].map((text) => (typeof text === 'string' ? text : ''));
  const [app = '', channel = '', user = '', once = ''] = texts;
  const time = typeof timestamp === 'number' || typeof timestamp === 'string' ? timestamp : 0;
  const token = signAliyun(
    { appId: app, channelId: channel, userId: user, nonce: once, timestamp: time },
    secrets.appKey,
  );
  const { turn: _turn, ...rest } = fields;
  return { ...rest, token };
}

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    '',
    ' ',
    'AK-',
    'AK-a&b',
    'AK-a#b',
    'AK-ä',
    '1700000060',
    ' 1700000060',
    1_700_000_060,
    1_700_000_060_000,
    1_699_999_000,
    1_700_000_060.5,
    0,
    -1,
    Number.NaN,
    [],
    {},
    true,
    ['https://rgslb.example.test'],
    'https://rgslb.example.test',
    ['rgslb.example.test'],
    ['ftp://x'],
    [7],
  ),
  fc.string({ maxLength: 12 }),
  fc.integer(),
  fc.string({ maxLength: 8 }).map((text) => `AK-${text}`),
);

it('takes and refuses the same credentials here and on the server', () => {
  expect([refused(good()), faults(good())]).toEqual([undefined, []]);
  const field = fc.constantFrom('appId', 'channelId', 'userId', 'nonce', 'timestamp', 'gslb');
  fc.assert(
    fc.property(field, odd, (name, value) => {
      const credential = signed({ ...good(), [name]: value });
      // Only the server knows which application it is.
      if (name === 'appId' && typeof value === 'string' && value !== secrets.appId) return;
      const [here, there] = [refused(credential), faults(credential)];
      expect({ name, value, here, there, refused: there.length > 0 }).toMatchObject({
        refused: here !== undefined,
      });
    }),
    { numRuns: 2000 },
  );
});

it.each([null, 7, 'text', [], {}])('refuses %o in both places', (credential) => {
  expect(refused(credential)).toBeDefined();
  expect(faults(credential).length).toBeGreaterThan(0);
});
