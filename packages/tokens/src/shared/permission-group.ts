import { TokenError } from './token-error.ts';
import type { MediaSource } from './token-request.ts';

/**
 * Tells whether a group of sources that a vendor can only grant together is granted. Throws `unsupported` for a part of a group:
 * granting all of it would give more than was asked for.
 */
export function isGroupGranted(
  publish: readonly MediaSource[],
  group: readonly MediaSource[],
  vendor: string,
): boolean {
  const count = group.filter((source) => publish.includes(source)).length;
  if (count === 0 || count === group.length) return count > 0;
  const message = `${vendor} grants ${group.join(' and ')} together only: list all of them in permissions.publish, or none.`;
  throw new TokenError('unsupported', message, { field: 'permissions.publish' });
}
