import { TokenError } from '../shared/token-error.ts';

/** Returns a whole number within bounds. Throws `invalid-configuration` that names the option. */
export function checkWholeNumber(
  value: unknown,
  field: string,
  bounds: { minimum: number; maximum: number },
): number {
  if (
    typeof value === 'number' &&
    Number.isInteger(value) &&
    value >= bounds.minimum &&
    value <= bounds.maximum
  )
    return value;
  throw misconfigured(field, `must be a whole number from ${bounds.minimum} to ${bounds.maximum}`);
}

/** An `invalid-configuration` error about one option. */
export function misconfigured(field: string, must: string): TokenError {
  return new TokenError('invalid-configuration', `${field} ${must}.`, { field });
}
