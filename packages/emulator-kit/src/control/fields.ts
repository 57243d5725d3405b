import { BadRequest } from '../errors/bad-request.ts';

/** A number, or `undefined` where it is left out. */
export function numberOf(value: unknown, what: string): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new BadRequest(`${what} must be a number`);
  return value;
}

/** `true` or `false`, or `undefined` where it is left out. */
export function flagOf(value: unknown, what: string): boolean | undefined {
  if (value !== undefined && typeof value !== 'boolean')
    throw new BadRequest(`${what} must be true or false`);
  return value;
}

/** One of a few words. */
export function oneOf<T extends string>(value: unknown, what: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new BadRequest(`${what} must be one of ${choices.join(', ')}`);
  return found;
}

/** An object with the field, or without it where there is no value. */
export function optional<K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> {
  const made: Partial<Record<K, V>> = {};
  if (value !== undefined) made[name] = value;
  return made;
}
