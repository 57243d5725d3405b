import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { commonTokens } from '@stryker-mutator/api/plugin';
import { createInstrumenter } from '@stryker-mutator/instrumenter';
import { createInjector } from 'typed-inject';

/** @typedef {import('./mutant-key.mjs').Mutant} Mutant */

/** Drops Stryker's words about the sources, which it says again when they are tried. @type {import('@stryker-mutator/api/logging').Logger} */
const silent = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  fatal: nothing,
};

function nothing() {
  // In the place of words.
}

/**
 * Lists every change that Stryker would make to the sources of core, or to some of them.
 * @param {string} root the folder that has `packages/core`
 * @param {(file: string) => boolean} [isWanted] takes paths below `packages/core/src/`
 * @returns {Promise<readonly Mutant[]>}
 */
export async function listMutants(root, isWanted = () => true) {
  const folder = join(root, 'packages/core/src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(
      (name) =>
        name.endsWith('.ts') && !name.endsWith('.d.ts') && !name.endsWith('.test.ts') && isWanted(name),
    )
    .sort()
    .map((name) => ({
      name: join(folder, name),
      content: readFileSync(join(folder, name), 'utf8'),
      mutate: true,
    }));
  const instrumenter = createInjector()
    .provideValue(commonTokens.getLogger, () => silent)
    .provideValue(commonTokens.logger, silent)
    .injectFunction(createInstrumenter);
  const { mutants } = await instrumenter.instrument(files, {
    ignorers: [],
    plugins: null,
    excludedMutations: [],
  });
  return mutants.filter(({ status }) => status !== 'Ignored');
}
