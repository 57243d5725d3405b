import { lanes } from './lanes.mjs';
import { chooseLanes, readArguments, wholeNumber } from './lib/arguments.mjs';
import { ensureInstalled } from './lib/workspace/install.mjs';
import { printLanes } from './lib/lanes/print-lanes.mjs';
import { repeatLanes } from './lib/lanes/repeat-lanes.mjs';
import { runLanes } from './lib/lanes/run-lanes.mjs';

const usage = 'npm test -- [--lane NAME] [--package FOLDER] [--seed NUMBER] [--repeat TIMES] [--list]';

/** @param {string[]} args */
export async function run(args) {
  const {
    lane,
    list,
    package: only,
    repeat,
    seed,
  } = readArguments({
    args,
    options: {
      lane: { type: 'string', multiple: true },
      package: { type: 'string' },
      seed: { type: 'string' },
      repeat: { type: 'string' },
      list: { type: 'boolean' },
    },
    usage,
  });
  const chosen = chooseLanes({ all: lanes, named: lane ?? [] });
  if (list) {
    printLanes(chosen);
    return 0;
  }
  const times = wholeNumber({ name: '--repeat', text: repeat, usage });
  const choices = { update: false, only, seed: wholeNumber({ name: '--seed', text: seed, usage }) };
  await ensureInstalled();
  return times === undefined
    ? runLanes({ lanes: chosen, choices })
    : repeatLanes({ lanes: chosen, choices, times });
}
