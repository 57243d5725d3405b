import { expect, test } from 'vitest';

import { addressKey } from '../src/handler/address-key.ts';
import { makeRateLimiter } from '../src/handler/rate-limiter.ts';

const request = new Request('https://calls.example/token', { method: 'POST' });

test('a flood of new addresses stays within the bound; the one unused longest goes first', () => {
  let time = 0;
  const limiter = makeRateLimiter({ capacity: 1, refillPerSecond: 0.001, maximumKeys: 100 }, () => time);
  for (let index = 0; index < 10_000; index += 1) {
    time += 1;
    limiter.take(request, `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`);
    expect(limiter.size).toBeLessThanOrEqual(100);
  }
  expect(limiter.take(request, '10.0.39.15')).toBeGreaterThan(0);
  expect(limiter.take(request, '10.0.0.0')).toBe(0);
});

test('a clock that is set back takes nothing away and gives nothing extra', () => {
  let time = 1_000_000;
  const limiter = makeRateLimiter({ capacity: 2, refillPerSecond: 1 }, () => time);
  expect(limiter.take(request, 'a')).toBe(0);
  time -= 500_000;
  expect(limiter.take(request, 'a')).toBe(0);
  expect(limiter.take(request, 'a')).toBe(1);
});

test('a long key is held by its hash and does not meet another key', () => {
  const limiter = makeRateLimiter({ capacity: 1, key: (_request, address) => address ?? '' }, () => 0);
  expect(limiter.take(request, 'x'.repeat(1_000_000))).toBe(0);
  expect(limiter.take(request, 'x'.repeat(1_000_000))).toBeGreaterThan(0);
  expect(limiter.take(request, 'x'.repeat(999_999))).toBe(0);
});

test.for([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['::1', '0:0:0:0::/64'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:0001:2::', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['64:ff9b::192.0.2.7', '64:ff9b:0:0::/64'],
  ['not an address', 'not an address'],
] as const)('%s is limited as %s', ([address, key]) => {
  expect(addressKey(address)).toBe(key);
});
