import { createHash } from 'node:crypto';

import { TokenError } from '../shared/token-error.ts';
import type { P2pSecrets } from './p2p-types.ts';

/** The shortest key: as long as the HMAC's output (RFC 7518, 3.2). */
export const minimumP2pKeyBytes = 32;

/** One key of the ring. */
export interface P2pKey {
  /** Names the key in the header of a token, so that rotation needs no trial. */
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** The `typ` of the header: a JWT made for anything else, even with the same key, is refused. */
export const p2pTokenType = 'jackfield-p2p+jwt';

/** Reads the ring, the signing key first. Throws `invalid-configuration` for a key that is too short. */
export function readP2pKeys(secrets: P2pSecrets): readonly [P2pKey, ...P2pKey[]] {
  const previous: unknown = secrets.previous ?? [];
  if (!Array.isArray(previous)) {
    throw new TokenError('invalid-configuration', 'previous must be a list of keys.', { field: 'previous' });
  }
  return [
    readKey(secrets.current, 'current'),
    ...previous.map((key: unknown, index) => readKey(key, `previous[${index}]`)),
  ];
}

function readKey(key: unknown, field: string): P2pKey {
  const bytes = typeof key === 'string' ? Buffer.from(key) : key;
  if (!(bytes instanceof Uint8Array) || bytes.length < minimumP2pKeyBytes) {
    const message = `The p2p signing key "${field}" must have at least ${minimumP2pKeyBytes} bytes.`;
    throw new TokenError('invalid-configuration', message, { field });
  }
  const id = createHash('sha256')
    .update('jackfield-p2p-key-id:')
    .update(bytes)
    .digest('base64url')
    .slice(0, 12);
  return { id, bytes };
}

/** The keys as texts, for taking them out of messages. */
export function p2pKeyTexts(secrets: P2pSecrets): readonly string[] {
  return [secrets.current, ...(secrets.previous ?? [])].map((key) =>
    typeof key === 'string' ? key : Buffer.from(key).toString(),
  );
}
