// A plugin of Stryker's: it tries the mutants that a file names, and passes over the others as if they did not compile, which no score counts.
import { readFileSync } from 'node:fs';
import { CheckStatus } from '@stryker-mutator/api/check';
import { PluginKind, commonTokens, declareFactoryPlugin, tokens } from '@stryker-mutator/api/plugin';
import { mutantKey } from './lib/mutant-key.mjs';

createChecker.inject = tokens(commonTokens.logger);

/** Makes the checker. @returns {import('@stryker-mutator/api/check').Checker} */
function createChecker() {
  const { JACKFIELD_MUTANTS = '' } = process.env;
  const wanted = new Set(JSON.parse(readFileSync(JACKFIELD_MUTANTS, 'utf8')));
  /** @type {import('@stryker-mutator/api/check').CheckResult} */
  const passed = { status: CheckStatus.Passed };
  /** @type {import('@stryker-mutator/api/check').CheckResult} */
  const passedOver = { status: CheckStatus.CompileError, reason: 'It was not asked for.' };
  return {
    init: () => Promise.resolve(),
    group: (mutants) => Promise.resolve([mutants.map(({ id }) => id)]),
    check(mutants) {
      const found = mutants.map((mutant) => [mutant.id, wanted.has(mutantKey(mutant)) ? passed : passedOver]);
      return Promise.resolve(Object.fromEntries(found));
    },
  };
}

export const strykerPlugins = [declareFactoryPlugin(PluginKind.Checker, 'only-some', createChecker)];
