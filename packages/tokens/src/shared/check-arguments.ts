import { TokenError } from './token-error.ts';

/**
 * Checks that what a `mintX` was given are objects at all, before a field of them is read: code without types passes anything.
 * Throws `invalid-argument` for the request and the options, `invalid-configuration` for the secrets.
 */
export function checkArguments(given: {
  readonly request: unknown;
  readonly secrets: unknown;
  readonly options?: unknown;
}): void {
  for (const [field, value] of Object.entries(given)) {
    if (typeof value === 'object' && value !== null) continue;
    const code = field === 'secrets' ? 'invalid-configuration' : 'invalid-argument';
    throw new TokenError(code, `${field} must be an object.`, { field });
  }
}
