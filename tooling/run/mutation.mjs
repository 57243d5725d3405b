import { readArguments, wholeNumber } from './lib/arguments.mjs';
import { ensureInstalled } from './lib/workspace/install.mjs';
import { PlainError } from './lib/plain-error.mjs';
import { runPackageScript } from './lib/lanes/script-runner.mjs';
import { workspacePackages } from './lib/workspace/workspace.mjs';

const usage =
  'npm run mutation -- [--mutants N] [--seed N] [--folder NAME] [--cores N] [--full] [--shard N/M] [--again]';
const DAY = 24 * 3_600_000;

/**
 * Changes core in many small ways, one at a time and in a copy, and says how many of the changes its tests notice: a sample that a seed
 * draws, or with `--full` all of them, or a shard of all.
 * @param {string[]} args
 */
export async function run(args) {
  const given = readArguments({
    args,
    options: {
      mutants: { type: 'string' },
      seed: { type: 'string' },
      folder: { type: 'string' },
      cores: { type: 'string' },
      full: { type: 'boolean' },
      shard: { type: 'string' },
      again: { type: 'boolean' },
    },
    usage,
  });
  for (const name of /** @type {const} */ (['mutants', 'seed', 'cores']))
    wholeNumber({ name: `--${name}`, text: given[name], usage });
  const [shard = 0, of = 0] = (given.shard ?? '1/1').split('/').map(Number);
  if (!(shard >= 1 && shard <= of))
    throw new PlainError(`--shard needs two numbers such as 2/8, and not "${given.shard}". Usage: ${usage}`);
  await ensureInstalled();
  const target = workspacePackages().find(({ path }) => path === 'tooling/mutation');
  if (!target) throw new PlainError('There is no tooling/mutation.');
  const { code } = await runPackageScript({
    target,
    script: 'mutation',
    args,
    inherit: true,
    timeLimit: DAY,
  });
  return code === 0 ? 0 : 1;
}
