import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares two texts in a time that does not depend on where they differ, nor on their lengths. */
export function equalInConstantTime(left: string | Uint8Array, right: string | Uint8Array): boolean {
  const digest = (value: string | Uint8Array): Buffer => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(left), digest(right));
}
