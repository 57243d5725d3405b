import { createHash } from 'node:crypto';

import { addressKey } from './address-key.ts';
import { checkWholeNumber, misconfigured } from './check-options.ts';
import type { RateLimitOptions } from './handler-types.ts';

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** Counts requests in bounded memory. */
export interface RateLimiter {
  /** Takes one request; returns 0 when it may go on, otherwise the seconds to wait. */
  take(request: Request, clientAddress: string | undefined): number;
  /** Buckets held now. */
  readonly size: number;
}

/** Makes the limiter. Throws `invalid-configuration` for numbers out of range. */
export function makeRateLimiter(options: RateLimitOptions, now: () => number): RateLimiter {
  const capacity = checkWholeNumber(options.capacity ?? 60, 'rateLimit.capacity', {
    minimum: 1,
    maximum: 1_000_000,
  });
  const maximumKeys = checkWholeNumber(options.maximumKeys ?? 10_000, 'rateLimit.maximumKeys', {
    minimum: 1,
    maximum: 1_000_000,
  });
  const refill = options.refillPerSecond ?? 10;
  if (!(refill > 0 && refill <= 1_000_000))
    throw misconfigured('rateLimit.refillPerSecond', 'must be above 0 and at most 1000000');
  const keyOf = options.key ?? ((_request, address) => (address === undefined ? '' : addressKey(address)));
  // A Map keeps the order of insertion: whatever is used is put in again, so the first is the one unused longest.
  const buckets = new Map<string, Bucket>();
  return {
    get size() {
      return buckets.size;
    },
    take(request, clientAddress) {
      const key = boundKey(keyOf(request, clientAddress));
      const time = now();
      const bucket = buckets.get(key) ?? { tokens: capacity, filledAt: time };
      // A clock that was set back must not take away what is there.
      const passed = Math.max(0, time - bucket.filledAt) / 1000;
      bucket.tokens = Math.min(capacity, bucket.tokens + passed * refill);
      bucket.filledAt = time;
      buckets.delete(key);
      buckets.set(key, bucket);
      for (const oldest of buckets.keys()) {
        if (buckets.size <= maximumKeys) break;
        buckets.delete(oldest);
      }
      if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / refill));
      bucket.tokens -= 1;
      return 0;
    },
  };
}

/** A key of any length is stored in a bounded one. */
function boundKey(key: unknown): string {
  if (typeof key !== 'string') throw misconfigured('rateLimit.key', 'must return a string');
  return key.length <= 64 ? key : createHash('sha256').update(key).digest('hex').padStart(65, '#');
}
