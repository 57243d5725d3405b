import { TokenError } from './token-error.ts';

/** Bounds of a credential's lifetime, in seconds. */
export interface LifetimeBounds {
  /** The shortest that may be asked for. */
  readonly minimum: number;
  /** What is used when nothing is asked for. */
  readonly default: number;
  /** The longest that may be asked for. */
  readonly maximum: number;
}

/** One hour, from one minute to one day. */
export const defaultLifetime: LifetimeBounds = { minimum: 60, default: 3600, maximum: 86_400 };

/** What no `mintX` goes beyond, whoever asks: 10 seconds to 48 hours. */
export const hardLifetime: LifetimeBounds = { minimum: 10, default: 3600, maximum: 172_800 };

/** Returns the lifetime to use. Throws `invalid-argument` for the field `lifetimeSeconds` when it is out of bounds. */
export function checkLifetime(value: unknown, bounds: LifetimeBounds = hardLifetime): number {
  if (value === undefined) return bounds.default;
  if (
    typeof value !== 'number' ||
    !Number.isInteger(value) ||
    value < bounds.minimum ||
    value > bounds.maximum
  ) {
    const message = `lifetimeSeconds must be a whole number of seconds from ${bounds.minimum} to ${bounds.maximum}.`;
    throw new TokenError('invalid-argument', message, { field: 'lifetimeSeconds' });
  }
  return value;
}

/** Returns the time in milliseconds to mint at. Throws `invalid-argument` for one that is no plausible time. */
export function checkNow(now: unknown): number {
  if (now === undefined) return Date.now();
  // Above 1e11 a value can only be milliseconds, below it only seconds; 4e12 is in 2096 and fits 32 bits of seconds.
  if (typeof now === 'number' && now >= 1e11 && now <= 4e12) return now;
  throw new TokenError(
    'invalid-argument',
    'now must be a time in milliseconds since 1970, like Date.now().',
    { field: 'now' },
  );
}
