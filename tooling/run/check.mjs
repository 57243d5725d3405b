import { checkLanes, lanes } from './lanes.mjs';
import { chooseLanes, readArguments } from './lib/arguments.mjs';
import { ensureInstalled } from './lib/workspace/install.mjs';
import { runLanes } from './lib/lanes/run-lanes.mjs';

const usage = 'npm run check -- [--update]   (--update rewrites the API reports)';

/** @param {string[]} args */
export async function run(args) {
  const { update } = readArguments({ args, options: { update: { type: 'boolean' } }, usage });
  await ensureInstalled();
  const chosen = chooseLanes({ all: lanes, named: checkLanes });
  return runLanes({ lanes: chosen, choices: { update: update ?? false, only: undefined, seed: undefined } });
}
