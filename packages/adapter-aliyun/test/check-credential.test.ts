import { isRtcError } from '@jackfield/core/adapter';
import { mintAliyun } from '@jackfield/tokens/aliyun';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCredential } from '../src/credential/check-credential.ts';
import { toAuthInfo, type AliyunCredential } from '../src/credential/credential.ts';

const expectation = { room: 'room1', userId: 'alice', nowSeconds: 1_700_000_000 };
const good: AliyunCredential = {
  appId: 'app1',
  channelId: 'room1',
  userId: 'alice',
  nonce: 'AK-1',
  timestamp: 1_700_000_060,
  token: 'a'.repeat(64),
  gslb: ['https://rgslb.example.test'],
  turn: { username: 'alice', password: 'a'.repeat(64) },
};

/** How it is refused; undefined where it is taken. */
function refusal(value: unknown): { readonly code: string; readonly message: string } | undefined {
  try {
    checkCredential(value, expectation);
    return undefined;
  } catch (error) {
    if (!isRtcError(error)) throw error;
    return { code: error.code, message: error.message };
  }
}

it('hands a good one on untouched, with a pair for the relay or without', () => {
  expect(checkCredential(good, expectation)).toBe(good);
  const { turn: _turn, ...bare } = good;
  expect(checkCredential(bare, expectation)).toBe(bare);
});

it('spells it as the SDK does', () => {
  const { turn: _turn, ...bare } = good;
  const auth = {
    appid: 'app1',
    channel: 'room1',
    userid: 'alice',
    nonce: 'AK-1',
    timestamp: 1_700_000_060,
    token: 'a'.repeat(64),
    gslb: ['https://rgslb.example.test'],
  };
  expect(toAuthInfo(bare)).toEqual(auth);
  expect(toAuthInfo(good)).toEqual({ ...auth, turn: good.turn });
});

it.each([
  ['expired', { timestamp: 1_699_999_990 }, 'credential-expired', 'expired 10 s ago'],
  ['milliseconds', { timestamp: 1_700_000_060_000 }, 'credential-invalid', 'milliseconds'],
  ['a time as text', { timestamp: '1700000060' }, 'credential-invalid', '`timestamp` must be a whole number'],
  ['a nonce without its prefix', { nonce: '1' }, 'credential-invalid', '`nonce` must begin with "AK-"'],
  ['gslb as text', { gslb: 'https://rgslb.example.test' }, 'credential-invalid', '`gslb` is a string'],
  ['an empty gslb', { gslb: [] }, 'credential-invalid', '`gslb` must be an array'],
  ['gslb without a scheme', { gslb: ['rgslb.example.test'] }, 'credential-invalid', '`gslb` must hold'],
  ['a short token', { token: 'a'.repeat(63) }, 'credential-invalid', '`token` has 63 characters'],
  ['a token in upper case', { token: 'A'.repeat(64) }, 'credential-invalid', '`token` must be in lower-case'],
  ['a forbidden character', { appId: 'app#1' }, 'credential-invalid', '`appId` has a character'],
  ['a missing field', { token: undefined }, 'credential-invalid', '`token` is missing.'],
  ["the SDK's spelling", { appId: undefined, appid: 'app1' }, 'credential-invalid', 'there is `appid`'],
  ['another room', { channelId: 'room2' }, 'credential-invalid', 'another room: `channelId`'],
  ['another user', { userId: 'bob' }, 'credential-invalid', 'another user: `userId`'],
  ['half a pair for the relay', { turn: { username: 'x' } }, 'credential-invalid', '`turn` must be'],
])('refuses %s', (_, change, code, words) => {
  const found = refusal({ ...good, ...change });
  expect(found?.code).toBe(code);
  expect(found?.message).toContain(words);
});

it.each([undefined, null, 'text', 3, []])('refuses %j, which is no object', (value) => {
  expect(refusal(value)?.message).toMatch(/not an object/u);
});

describe('whatever it is given', () => {
  const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/u).filter((text) => !text.includes('AK-'));

  it('takes everything that the token package mints', () => {
    fc.assert(
      fc.property(id, id, fc.integer({ min: 60, max: 86_400 }), (room, userId, lifetimeSeconds) => {
        const now = 1_700_000_000_000;
        const { credential } = mintAliyun(
          { room, userId, lifetimeSeconds },
          { appId: 'app1', appKey: 'key' },
          { now },
        );
        expect(checkCredential(credential, { room, userId, nowSeconds: now / 1_000 })).toBe(credential);
      }),
    );
  });

  it('refuses with an error of ours, and never a good one', () => {
    const mostlyGood = fc.record(
      Object.fromEntries(
        Object.entries(good).map(([key, value]) => [key, fc.oneof(fc.constant(value), fc.anything())]),
      ),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), mostlyGood), (value) => {
        const found = refusal(value);
        if (found) expect(found.code).toMatch(/^credential-(?:invalid|expired)$/u);
        else
          expect(toAuthInfo(value as AliyunCredential)).toMatchObject({ channel: 'room1', userid: 'alice' });
      }),
      { numRuns: 1_000 },
    );
  });

  it('names the one field that is wrong, and does not tell the signature', () => {
    const token = 'c0ffee'.padEnd(64, '7');
    const field = fc.constantFrom('appId', 'channelId', 'userId', 'nonce', 'token', 'timestamp', 'gslb');
    fc.assert(
      fc.property(field, fc.anything(), (key, value) => {
        const found = refusal({ ...good, token, [key]: value });
        if (!found) return;
        expect(found.message).toContain(`\`${key}\``);
        expect(found.message).not.toContain(token);
      }),
      { numRuns: 1_000 },
    );
  });

  it('takes every time in seconds that is still to come, and no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_600_000_000, max: 1_800_000_000 }), (timestamp) => {
        expect(refusal({ ...good, timestamp })?.code).toBe(
          timestamp > expectation.nowSeconds ? undefined : 'credential-expired',
        );
        expect(refusal({ ...good, timestamp: timestamp * 1_000 })?.message).toContain('milliseconds');
      }),
    );
  });

  it('refuses every character that the SDK cannot carry', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('appId', 'nonce', 'token'),
        fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/^[A-Za-z0-9_^.-]+$/u.test(text)),
        (key, text) => {
          expect(refusal({ ...good, [key]: `AK-${text}` })?.message).toContain('cannot carry');
        },
      ),
    );
  });
});
