import { RtcError } from '@jackfield/core/adapter';
import type { AliCredential } from './port.ts';

/** Whom a credential must be for, and when. */
export interface CredentialExpectation {
  readonly room: string;
  readonly userId: string;
  /** Seconds since 1970. */
  readonly nowSeconds: number;
}

/** Later than any date in seconds, earlier than any in milliseconds. */
const secondsEnd = 100_000_000_000;

/**
 * Refuses what the service would refuse, or the SDK would do something odd with, before the network is touched. Throws
 * `credential-expired` or `credential-invalid` with what is wrong.
 */
export function checkCredential(
  value: unknown,
  { room, userId, nowSeconds }: CredentialExpectation,
): AliCredential {
  if (typeof value !== 'object' || value === null)
    throw invalid('it is not an object. Return what your server signed.');
  const given = value as Partial<Record<keyof AliCredential, unknown>>;
  for (const key of ['appid', 'channel', 'userid', 'nonce', 'token'] as const) {
    const text = given[key];
    if (typeof text !== 'string' || text === '') throw invalid(`\`${key}\` is missing.`);
    // The SDK escapes nothing: an ampersand cuts a field short, a hash makes the join hang.
    if (!/^[A-Za-z0-9_^.-]+$/u.test(text))
      throw invalid(`\`${key}\` has a character that the SDK cannot carry.`);
  }
  const { gslb, timestamp } = given;
  if (given.channel !== room) throw invalid(`it is for another room than "${room}".`);
  if (given.userid !== userId) throw invalid(`it is for another user than "${userId}".`);
  if (typeof given.nonce === 'string' && !given.nonce.startsWith('AK-'))
    throw invalid('`nonce` must begin with "AK-".');
  if (typeof given.token === 'string' && !/^[0-9a-f]{64}$/u.test(given.token)) {
    throw invalid('`token` must be 64 lower-case hexadecimal digits (SHA-256).');
  }
  if (typeof timestamp !== 'number' || !Number.isSafeInteger(timestamp) || timestamp <= 0) {
    throw invalid('`timestamp` must be a whole number of seconds since 1970.');
  }
  if (timestamp >= secondsEnd) throw invalid('`timestamp` is in milliseconds. It must be in seconds.');
  // The SDK takes a text for a list of letters and then calls the page's own origin.
  if (!Array.isArray(gslb) || !isFilled(gslb)) throw invalid('`gslb` must be an array of addresses.');
  if (timestamp <= nowSeconds) {
    const message = 'The credential has expired. Sign a new one for each join, and check the clocks.';
    throw new RtcError({ code: 'credential-expired', message, adapter: 'aliyun' });
  }
  return value as AliCredential;
}

function isFilled(list: readonly unknown[]): boolean {
  return list.length > 0 && list.every((entry) => typeof entry === 'string' && entry !== '');
}

function invalid(problem: string): RtcError {
  return new RtcError({
    code: 'credential-invalid',
    message: `The credential cannot be used: ${problem}`,
    adapter: 'aliyun',
  });
}
