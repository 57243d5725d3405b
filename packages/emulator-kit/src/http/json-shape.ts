import { BadRequest } from '../errors/bad-request.ts';

/** Something that `JSON.parse` gave, as an object; refuses anything else. */
export function asObject(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadRequest(`${what} must be an object`);
  }
  return Object.fromEntries(Object.entries(value));
}

/** A list of bounded length. */
export function asList(value: unknown, what: string, maximumLength: number): readonly unknown[] {
  if (!Array.isArray(value)) throw new BadRequest(`${what} must be a list`);
  if (value.length > maximumLength) throw new BadRequest(`${what} has more than ${maximumLength} entries`);
  return value;
}

/** A text of bounded length. */
export function asText(value: unknown, what: string, maximumLength = 256): string {
  if (typeof value !== 'string') throw new BadRequest(`${what} must be a text`);
  if (value.length > maximumLength)
    throw new BadRequest(`${what} is longer than ${maximumLength} characters`);
  return value;
}

/** A whole number of 0 or more; left out, 0. */
export function asCount(value: unknown, what: string): number {
  if (value === undefined) return 0;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 65_535) {
    throw new BadRequest(`${what} must be a whole number from 0 to 65535`);
  }
  return value;
}
