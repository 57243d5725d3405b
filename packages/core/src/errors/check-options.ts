import { RtcError } from './rtc-error.ts';

/** The values that an option may have: of a type, a number above 0, a signal, or one of some words. */
export type OptionRule =
  'string' | 'boolean' | 'function' | 'object' | 'number' | 'signal' | readonly string[];

/**
 * Refuses options of the wrong kind before anything is done with them; those that are left out are fine. Callers without types may
 * pass anything. Throws `invalid-argument`, naming the option.
 */
export function checkOptions(
  what: string,
  given: unknown,
  rules: Readonly<Record<string, OptionRule>>,
): void {
  if (given === undefined) return;
  if (typeof given !== 'object' || given === null) refuse(what, 'object', given);
  for (const [name, rule] of Object.entries(rules)) checkOption(name, read(given, name), rule);
}

/** Refuses one value of the wrong kind; undefined is fine. Throws `invalid-argument`. */
export function checkOption(name: string, value: unknown, rule: OptionRule): void {
  if (value !== undefined && !fits(value, rule)) refuse(name, rule, value);
}

/** Refuses one value that is of the wrong kind or left out. Throws `invalid-argument`. */
export function checkArgument(name: string, value: unknown, rule: OptionRule): void {
  if (!fits(value, rule)) refuse(name, rule, value);
}

/** Says what a value is, in words that nothing in it can disturb. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, 80) || 'empty';
  return value === null || typeof value === 'number' ? String(value) : typeof value;
}

/** Reads an option; what throws when it is read is nothing that fits. */
function read(given: object, name: string): unknown {
  try {
    return Reflect.get(given, name);
  } catch {
    return null;
  }
}

function fits(value: unknown, rule: OptionRule): boolean {
  if (rule === 'number') return typeof value === 'number' && value > 0 && value < Infinity;
  if (rule === 'object') return typeof value === 'object' && value !== null;
  if (rule === 'signal')
    return typeof value === 'object' && value !== null && 'aborted' in value && 'addEventListener' in value;
  return typeof rule === 'string' ? typeof value === rule : rule.includes(value as string);
}

function refuse(name: string, rule: OptionRule, value: unknown): never {
  const wanted = typeof rule === 'string' ? (words[rule] ?? `a ${rule}`) : `one of ${rule.join(', ')}`;
  throw new RtcError({
    code: 'invalid-argument',
    message: `${name} must be ${wanted}; it is ${describe(value)}.`,
  });
}

const words: Partial<Record<string, string>> = {
  object: 'an object',
  number: 'a number above 0',
  signal: 'an AbortSignal',
};
