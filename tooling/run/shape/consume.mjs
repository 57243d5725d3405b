import { execute } from '../lib/process/spawn.mjs';

const HALF_A_MINUTE = 30_000;

/**
 * @typedef {{ entry: import('./entries.mjs').Entry, packed: import('./packed.mjs').Packed }} Request
 */

/**
 * Imports an entry in plain Node from the installed tarball: a typo in the exports map, a missing file and a browser global
 * touched at import time all show here.
 * @param {Request} request
 * @returns {Promise<string[]>}
 */
export async function importProblem({ entry, packed }) {
  const { code, output, timedOut } = await execute({
    program: process.execPath,
    args: ['--input-type=module', '-e', `await import(${JSON.stringify(entry.specifier)})`],
    cwd: packed.consumer,
    timeLimit: HALF_A_MINUTE,
  });
  if (timedOut) return ['importing it keeps Node alive for more than 30 s'];
  return code === 0 ? [] : [reason(output)];
}

/**
 * Bundles an entry from the installed tarball, dependencies left out, with and without the `browser` condition.
 * @param {Request} request
 * @returns {Promise<string[]>}
 */
export async function bundleProblem({ entry, packed }) {
  const problems = await Promise.all(
    [[], ['browser']].map((conditions) => bundle({ entry, packed, conditions })),
  );
  return [...new Set(problems.flat())];
}

/** @param {Request & { conditions: string[] }} request */
async function bundle({ entry, packed, conditions }) {
  const { build } = await import('esbuild');
  const { dependencies, peerDependencies } = packed.manifest;
  const contents = `import * as all from ${JSON.stringify(entry.specifier)}; console.log(all);`;
  try {
    await build({
      stdin: { contents, resolveDir: packed.consumer },
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'neutral',
      conditions,
      external: ['node:*', '*.svelte', '*.css', ...Object.keys({ ...dependencies, ...peerDependencies })],
      logLevel: 'silent',
    });
    return [];
  } catch (error) {
    return [reason(/** @type {Error} */ (error).message)];
  }
}

/** @param {string} output */
function reason(output) {
  const lines = output.split('\n').map((line) => line.trim());
  return (
    lines.find((line) => /error/i.test(line) && !/^Build failed/.test(line)) ??
    lines.find((line) => line) ??
    'no reason given'
  );
}
