import type { RtcError } from '@jackfield/core/adapter';
import { errors } from '../map/map-errors.ts';
import type { AliyunCredential } from './credential.ts';

/** Whom a credential must be for, and when. */
export interface CredentialExpectation {
  readonly room: string;
  readonly userId: string;
  /** Seconds since 1970. */
  readonly nowSeconds: number;
}

type Field = keyof AliyunCredential;
type Given = Readonly<Partial<Record<string, unknown>>>;

const texts = ['appId', 'channelId', 'userId', 'nonce', 'token'] as const;
/** How the SDK spells what this adapter spells otherwise. */
const sdkSpellings: Given = { appId: 'appid', channelId: 'channel', userId: 'userid' };
/** Later than any date in seconds, earlier than any in milliseconds. */
const secondsEnd = 100_000_000_000;

/**
 * Refuses what the service would refuse, or the SDK would do something odd with, before the service is asked. Throws
 * `credential-expired` or `credential-invalid` with what is wrong; the message never holds the signature.
 */
export function checkCredential(value: unknown, expectation: CredentialExpectation): AliyunCredential {
  if (!isObject(value)) throw invalid('it is not an object. Return what your server signed.');
  for (const key of texts) checkText(value, key);
  const { gslb, timestamp, channelId, userId, nonce, token, turn } = value;
  const { room, nowSeconds } = expectation;
  if (channelId !== room) throw invalid(`it is for another room: \`channelId\` is not "${room}".`);
  if (userId !== expectation.userId)
    throw invalid(`it is for another user: \`userId\` is not "${expectation.userId}".`);
  if (!String(nonce).startsWith('AK-')) {
    throw invalid('`nonce` must begin with "AK-", also in the text that the token is made over.');
  }
  checkToken(String(token));
  const ends = checkTimestamp(timestamp);
  checkGslb(gslb);
  if (turn !== undefined) checkTurn(turn);
  if (ends <= nowSeconds) throw expired(nowSeconds - ends);
  return value as Given & AliyunCredential;
}

function checkText(given: Given, key: Field): void {
  const text = given[key];
  const other = sdkSpellings[key];
  if (text === undefined && typeof other === 'string' && given[other] !== undefined) {
    throw invalid(
      `\`${key}\` is missing, but there is \`${other}\`: give \`${key}\`, the adapter spells it for the SDK.`,
    );
  }
  if (typeof text !== 'string' || text === '') throw invalid(`\`${key}\` is missing.`);
  // The SDK escapes nothing: an ampersand cuts a field short, a hash makes the join hang.
  if (!/^[A-Za-z0-9_^.-]+$/u.test(text))
    throw invalid(`\`${key}\` has a character that the SDK cannot carry.`);
}

function checkToken(token: string): void {
  if (token.length !== 64) {
    throw invalid(`\`token\` has ${String(token.length)} characters instead of the 64 of a SHA-256 in hex.`);
  }
  if (!/^[0-9a-f]+$/u.test(token)) throw invalid('`token` must be in lower-case hexadecimal digits.');
}

function checkTimestamp(timestamp: unknown): number {
  if (typeof timestamp !== 'number' || !Number.isSafeInteger(timestamp) || timestamp <= 0) {
    throw invalid('`timestamp` must be a whole number of seconds since 1970.');
  }
  if (timestamp >= secondsEnd) {
    throw invalid(
      '`timestamp` is in milliseconds. It must be in seconds, also in the text that the token is made over.',
    );
  }
  return timestamp;
}

function checkGslb(gslb: unknown): void {
  // The SDK takes a text for a list of letters and then calls the page's own origin.
  if (typeof gslb === 'string')
    throw invalid('`gslb` is a string. Put it into an array: the SDK reads letters.');
  if (!Array.isArray(gslb) || gslb.length === 0)
    throw invalid('`gslb` must be an array with at least one address.');
  // Without a scheme the SDK takes the page's own, so that the same credential works on one page and not on another.
  if (!gslb.every((entry) => typeof entry === 'string' && isAddress(entry))) {
    throw invalid('`gslb` must hold absolute http or https addresses only.');
  }
}

function isAddress(text: string): boolean {
  return /^https?:\/\//u.test(text) && URL.canParse(text);
}

function checkTurn(turn: unknown): void {
  const { username, password }: Given = isObject(turn) ? turn : {};
  if (typeof username === 'string' && typeof password === 'string' && username !== '' && password !== '')
    return;
  throw invalid('`turn` must be an object with `username` and `password`, or be left out.');
}

function isObject(value: unknown): value is Given {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function expired(seconds: number): RtcError {
  const message = `The credential expired ${String(Math.ceil(seconds))} s ago (\`timestamp\`). Sign a new one for each join, and check the clocks.`;
  return errors.make('credential-expired', message);
}

function invalid(problem: string): RtcError {
  return errors.make('credential-invalid', `The credential cannot be used: ${problem}`);
}
