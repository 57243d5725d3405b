import { expect, it } from 'vitest';
import { checkCredential } from '../src/check-credential.ts';

const expectation = { room: 'room1', userId: 'alice', nowSeconds: 1_700_000_000 };
const good = {
  appid: 'app1',
  channel: 'room1',
  userid: 'alice',
  nonce: 'AK-1',
  timestamp: 1_700_000_060,
  gslb: ['https://rgslb.example.test'],
  token: 'a'.repeat(64),
};

it('hands a good one on untouched', () => {
  expect(checkCredential(good, expectation)).toBe(good);
});

it.each([
  ['expired', { timestamp: 1_699_999_999 }, 'credential-expired', 'expired'],
  ['milliseconds', { timestamp: 1_700_000_060_000 }, 'credential-invalid', 'milliseconds'],
  ['a nonce without its prefix', { nonce: '1' }, 'credential-invalid', 'AK-'],
  ['gslb as text', { gslb: 'https://rgslb.example.test' }, 'credential-invalid', 'gslb'],
  ['an empty gslb', { gslb: [] }, 'credential-invalid', 'gslb'],
  ['a short token', { token: 'a'.repeat(63) }, 'credential-invalid', 'token'],
  ['a forbidden character', { appid: 'app#1' }, 'credential-invalid', 'appid'],
  ['a missing field', { token: undefined }, 'credential-invalid', 'token'],
  ['another room', { channel: 'room2' }, 'credential-invalid', 'another room'],
  ['another user', { userid: 'bob' }, 'credential-invalid', 'another user'],
])('refuses %s', (_, change, code, words) => {
  const check = (): unknown => checkCredential({ ...good, ...change }, expectation);
  expect(check).toThrow(expect.objectContaining({ code }));
  expect(check).toThrow(words);
});

it.each([undefined, null, 'text'])('refuses %s', (value) => {
  expect(() => checkCredential(value, expectation)).toThrow(/not an object/u);
});
