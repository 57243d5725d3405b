import { checkLanes, lanes } from './lanes.mjs';
import { chooseLanes, readArguments } from './lib/arguments.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { runLanes } from './lib/run-lanes.mjs';

const usage = 'npm test -- [--lane NAME] [--package FOLDER] [--list]';

/** @param {string[]} args */
export async function run(args) {
  const {
    lane,
    list,
    package: only,
  } = readArguments({
    args,
    options: {
      lane: { type: 'string', multiple: true },
      package: { type: 'string' },
      list: { type: 'boolean' },
    },
    usage,
  });
  const chosen = chooseLanes({ all: lanes, named: lane ?? [] });
  if (list) {
    for (const { name, title, script } of chosen) {
      const where = checkLanes.includes(name) ? 'also in "npm run check"' : `package script "${script}"`;
      console.log(`${name.padEnd(10)}${title} (${where})`);
    }
    return 0;
  }
  await ensureInstalled();
  return runLanes({ lanes: chosen, choices: { update: false, only } });
}
