import { describe, expect, it } from 'vitest';
import { mutantKey } from '../lib/mutant-key.mjs';
import { byFolder, sampleMutants } from '../lib/sample-mutants.mjs';

/**
 * @param {string} path below `packages/core/src/`
 * @param {number} count
 */
function mutantsOf(path, count) {
  return Array.from({ length: count }, (_, line) => ({
    fileName: `/somewhere/packages/core/src/${path}`,
    mutatorName: 'BooleanLiteral',
    replacement: 'false',
    location: { start: { line, column: 0 }, end: { line, column: 4 } },
  }));
}

const mutants = [
  ...mutantsOf('state/reduce.ts', 600),
  ...mutantsOf('capture/deep/share.ts', 390),
  ...mutantsOf('errors/rtc-error.ts', 9),
  ...mutantsOf('index.ts', 1),
];
const countsOf = (/** @type {readonly import('../lib/mutant-key.mjs').Mutant[]} */ some) =>
  Object.fromEntries([...byFolder(some)].map(([folder, { length }]) => [folder, length]));

describe('a sample of mutants', () => {
  it('has as many of each folder as its share of all, and one at least', () => {
    const sample = sampleMutants({ mutants, size: 100, seed: 1 });
    expect(countsOf(sample)).toEqual({ '.': 1, capture: 39, errors: 1, state: 59 });
    expect(new Set(sample.map(mutantKey)).size).toBe(100);
  });

  it('is the same for the same seed, and another for another', () => {
    const keys = (/** @type {number} */ seed) => sampleMutants({ mutants, size: 100, seed }).map(mutantKey);
    expect(keys(1)).toEqual(keys(1));
    expect(keys(2)).not.toEqual(keys(1));
  });

  it('is everything where there is no more', () => {
    expect(countsOf(sampleMutants({ mutants, size: 1_000, seed: 1 }))).toEqual(countsOf(mutants));
  });
});
