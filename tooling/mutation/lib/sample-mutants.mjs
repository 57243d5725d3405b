import { sourceOf } from './mutant-key.mjs';

/** @typedef {import('./mutant-key.mjs').Mutant} Mutant */

/**
 * Draws mutants by a seed, as many of each folder as its share of all, and one at least.
 * @param {{ mutants: readonly Mutant[], size: number, seed: number }} wanted
 * @returns {Mutant[]} in the order of the folders' names
 */
export function sampleMutants({ mutants, size, seed }) {
  const random = randomOf(seed);
  const drawn = [...byFolder(mutants)].map(([, all]) => {
    const share = (size * all.length) / mutants.length;
    return { all: shuffled(all, random), share, count: Math.max(1, Math.floor(share)) };
  });
  let left = size - drawn.reduce((sum, { count }) => sum + count, 0);
  // What rounding left over goes to those that lost most by it; what the least folders have too much the largest one gives.
  for (const folder of drawn.toSorted((one, other) => restOf(other) - restOf(one))) {
    if (left <= 0) break;
    folder.count += 1;
    left -= 1;
  }
  const [largest] = drawn.toSorted((one, other) => other.count - one.count);
  if (largest && left < 0) largest.count += left;
  return drawn.flatMap(({ all, count }) => all.slice(0, count));
}

/** @param {{ share: number, count: number }} folder */
function restOf({ share, count }) {
  return share - count;
}

/**
 * The mutants of each folder below `src/`, by name.
 * @param {readonly Mutant[]} mutants
 * @returns {Map<string, Mutant[]>}
 */
export function byFolder(mutants) {
  /** @type {Map<string, Mutant[]>} */
  const folders = new Map();
  for (const mutant of mutants) {
    const folder = folderOf(mutant);
    folders.set(folder, [...(folders.get(folder) ?? []), mutant]);
  }
  return new Map([...folders].sort(([one], [other]) => one.localeCompare(other)));
}

/**
 * The folder below `src/` that a mutant is in; what lies in `src/` itself counts as one.
 * @param {Pick<Mutant, 'fileName'>} mutant
 */
export function folderOf({ fileName }) {
  const parts = sourceOf(fileName).split('/').slice(3);
  return parts.length > 1 ? String(parts[0]) : '.';
}

/**
 * @template Item
 * @param {readonly Item[]} items
 * @param {() => number} random
 */
function shuffled(items, random) {
  return items
    .map((item) => ({ item, rank: random() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ item }) => item);
}

/**
 * Numbers from 0 to 1, the same for the same seed (a linear congruential generator with the constants of Numerical Recipes).
 * @param {number} seed
 */
function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
