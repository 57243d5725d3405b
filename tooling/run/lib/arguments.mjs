import { parseArgs } from 'node:util';
import { PlainError } from './plain-error.mjs';

/**
 * Parses the arguments of a root command; an unknown one is a sentence, not a stack.
 * @template {NonNullable<import('node:util').ParseArgsConfig['options']>} T
 * @param {{ args: string[], options: T, usage: string }} request
 */
export function readArguments({ args, options, usage }) {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const [reason] = /** @type {Error} */ (error).message.split('. To specify');
    throw new PlainError(`${reason}. Usage: ${usage}`);
  }
}

/**
 * The lanes that were asked for: when none was named, all but those that run only where they are named. Names may be repeated
 * or joined by commas.
 * @template {{ name: string, onlyNamed?: string }} T
 * @param {{ all: readonly T[], named: readonly string[] }} request
 * @returns {T[]}
 */
export function chooseLanes({ all, named }) {
  const names = named.flatMap((entry) => entry.split(',')).map((name) => name.trim());
  const unknown = names.find((name) => !all.some((lane) => lane.name === name));
  if (unknown !== undefined) {
    throw new PlainError(`There is no lane "${unknown}". Lanes: ${all.map(({ name }) => name).join(', ')}.`);
  }
  return names.length === 0
    ? all.filter(({ onlyNamed }) => onlyNamed === undefined)
    : all.filter(({ name }) => names.includes(name));
}

/**
 * A whole number of at least 1 that was given as text; undefined where none was given.
 * @param {{ name: string, text: string | undefined, usage: string }} given
 */
export function wholeNumber({ name, text, usage }) {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,14}$/.test(text))
    throw new PlainError(`${name} needs a whole number of at least 1, and not "${text}". Usage: ${usage}`);
  return Number(text);
}
