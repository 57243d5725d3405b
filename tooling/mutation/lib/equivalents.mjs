import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceOf } from './mutant-key.mjs';

/** @typedef {import('./mutant-key.mjs').Mutant} Mutant */
/**
 * A change that no test can notice, and the reason. It is found by the line that it changes, wherever that has moved in its file.
 * @typedef {{ file: string, line: string, mutator: string, replacement: string, why: string }} Equivalent
 */

/**
 * Knows which mutants change nothing.
 * @param {readonly Equivalent[]} known
 * @param {string} root
 */
export function createEquivalents(known, root) {
  /** @type {Map<string, readonly string[]>} */
  const lines = new Map();
  const linesOf = (/** @type {string} */ file) => {
    const read = lines.get(file) ?? readFileSync(join(root, file), 'utf8').split('\n');
    lines.set(file, read);
    return read;
  };
  const keys = new Set(
    known.map(({ file, line, mutator, replacement }) => keyOf(file, line, mutator, replacement)),
  );
  return {
    /** @param {Mutant} mutant */
    has({ fileName, location, mutatorName, replacement = '' }) {
      const file = sourceOf(fileName);
      const line = linesOf(file)[location.start.line] ?? '';
      return keys.has(keyOf(file, line.trim(), mutatorName, replacement));
    },
  };
}

/** @param {string[]} parts */
function keyOf(...parts) {
  return JSON.stringify(parts);
}
