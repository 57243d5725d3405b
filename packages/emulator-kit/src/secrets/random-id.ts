import { randomBytes } from 'node:crypto';

/** A random identifier of 32 hexadecimal digits, for event ids, nonces and keys. */
export function randomId(): string {
  return randomBytes(16).toString('hex');
}
