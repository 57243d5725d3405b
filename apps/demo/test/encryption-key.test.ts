import { expect, it } from 'vitest';
import { linkTo } from '../src/app/address.ts';
import { markOf, withEncryption } from '../src/app/change-key.ts';
import { readKey } from '../src/app/encryption-key.ts';

it('the key is behind the hash, new each time, beside the invitation, and goes with the link', () => {
  const plain = 'https://call.example/?room=a#invitation=secret';
  const keyed = withEncryption(true, plain);
  const key = readKey(keyed);
  expect(key).toMatch(/^[\w-]{22}$/);
  expect(keyed.split('#', 1)[0]).not.toContain(key);
  expect(readKey(withEncryption(true, plain))).not.toBe(key);
  expect(linkTo('b', keyed)).toBe(`https://call.example/?room=b#invitation=secret&key=${key ?? ''}`);
  expect(withEncryption(false, keyed)).toBe(plain);
  for (const bad of ['', 'short', 'x'.repeat(23), '<script>alert(1)</scri'])
    expect(readKey(`https://call.example/#key=${encodeURIComponent(bad)}`)).toBeUndefined();
});

it('the mark tells keys apart and is no part of one', async () => {
  const [one, other] = ['AAAAAAAAAAAAAAAAAAAAAA', 'AAAAAAAAAAAAAAAAAAAAAB'];
  expect(await markOf(one)).toMatch(/^[0-9a-f]{16}$/);
  expect(await markOf(one)).toBe(await markOf(one));
  expect(await markOf(one)).not.toBe(await markOf(other));
});
