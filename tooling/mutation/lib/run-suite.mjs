import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';
import { isNoticed } from './is-noticed.mjs';
import { mutantKey, sourceOf } from './mutant-key.mjs';

/** @typedef {import('./mutant-key.mjs').Mutant} Mutant */

const forgetCoverage = fileURLToPath(new URL('forget-coverage.mjs', import.meta.url));

/**
 * Tries mutants on a suite of tests.
 * @param {{ copy: string, include: readonly string[], setupFiles?: readonly string[], mutants: readonly Mutant[], cores: number }} wanted
 * @returns {Promise<ReadonlySet<string>>} what was noticed, by {@link mutantKey}
 */
export async function runSuite({ copy, include, setupFiles = [], mutants, cores }) {
  const scratch = mkdtempSync(join(tmpdir(), 'jackfield-mutants-'));
  const [list, config] = [join(scratch, 'mutants.json'), join(copy, 'vitest.config.mjs')];
  writeFileSync(list, JSON.stringify(mutants.map(mutantKey)));
  writeFileSync(config, configFor({ include, setupFiles: [forgetCoverage, ...setupFiles] }));
  process.env['JACKFIELD_MUTANTS'] = list;
  process.chdir(copy);
  try {
    const stryker = new Stryker({
      inPlace: true,
      // What each test runs through is kept for each place that may change: for all of them and two thousand tests it is more than a string can hold.
      mutate: [...new Set(mutants.map(placeOf))],
      testRunner: 'vitest',
      vitest: { configFile: config, related: false },
      plugins: [
        fileURLToPath(import.meta.resolve('@stryker-mutator/vitest-runner')),
        fileURLToPath(new URL('../only-some.mjs', import.meta.url)),
        fileURLToPath(new URL('../tell-missed.mjs', import.meta.url)),
      ],
      checkers: ['only-some'],
      coverageAnalysis: 'perTest',
      concurrency: cores,
      disableTypeChecks: false,
      reporters: ['tell-missed'],
      // A bound for hangs on a busy machine, which proves nothing: a loop without end is found by how often it is run.
      timeoutMS: 300_000,
      dryRunTimeoutMinutes: 15,
      allowConsoleColors: false,
    });
    const results = await stryker.runMutationTest();
    return new Set(results.filter(isNoticed).map((mutant) => mutantKey(asListed(mutant))));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The place that a mutant changes, as Stryker reads it: lines from one, columns from nought. @param {Mutant} mutant */
function placeOf({ fileName, location: { start, end } }) {
  return `${sourceOf(fileName)}:${start.line + 1}:${start.column}-${end.line + 1}:${end.column}`;
}

/**
 * A report counts lines and columns from one, the list of mutants from nought.
 * @param {Mutant} mutant
 * @returns {Mutant}
 */
function asListed({ location: { start, end }, ...mutant }) {
  const from = (/** @type {import('./mutant-key.mjs').Position} */ { line, column }) => ({
    line: line - 1,
    column: column - 1,
  });
  return { ...mutant, location: { start: from(start), end: from(end) } };
}

/** @param {{ include: readonly string[], setupFiles: readonly string[] }} tests */
function configFor(tests) {
  return `import { nodeTests } from './tooling/vitest/index.js';
const preset = nodeTests(${JSON.stringify(tests)});
// The order of the tests decides which of them finds a change first, and nothing else. Sources are loaded once for all files of a run.
// A change after which something never comes is found by a test's bound: the tests of core take milliseconds, and wait for no clock.
export default { ...preset, test: { ...preset.test, sequence: { shuffle: false }, isolate: false, testTimeout: 10_000 } };
`;
}
