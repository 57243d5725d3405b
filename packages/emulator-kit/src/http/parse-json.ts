import { BadRequest } from '../errors/bad-request.ts';
import { EmulatorError } from '../errors/emulator-error.ts';

/** Levels of nesting that are read and written; no message of a known protocol has more than nine. */
const maximumDepth = 32;
const maximumValues = 20_000;

/**
 * Parses a JSON text whose size somebody else has bounded. What is nested too deeply or has too many values is refused:
 * `JSON.parse` reads a text of any depth, and whoever writes it again overflows the stack.
 */
export function parseJson(text: string, what = 'the body'): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own words quote the text, which may say who somebody is.
    throw new BadRequest(`${what} is not JSON`);
  }
  const flaw = flawOf(value);
  if (flaw !== undefined) throw new BadRequest(`${what} ${flaw}`);
  return value;
}

/** A copy of a value as it will be written to a client. Throws `invalid-argument` for what cannot be written. */
export function plainCopy(value: unknown, what: string): unknown {
  const flaw = flawOf(value);
  if (flaw !== undefined) throw new EmulatorError('invalid-argument', `${what} ${flaw}`);
  try {
    const text: unknown = JSON.stringify(value);
    return typeof text === 'string' ? (JSON.parse(text) as unknown) : undefined;
  } catch (error) {
    throw new EmulatorError('invalid-argument', `${what} cannot be written as JSON`, { cause: error });
  }
}

function flawOf(value: unknown): string | undefined {
  let level: unknown[] = [value];
  let count = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth >= maximumDepth) return `is nested more than ${maximumDepth} deep`;
    count += level.length;
    if (count > maximumValues) return `has more than ${maximumValues} values`;
    level = level.flatMap((item) =>
      typeof item === 'object' && item !== null ? Object.values(item as Record<string, unknown>) : [],
    );
  }
  return undefined;
}
