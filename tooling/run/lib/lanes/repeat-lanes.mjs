import { availableParallelism } from 'node:os';
import { tallyOfLanes } from './run-lanes.mjs';
import { bad, good, say } from '../say.mjs';
import { exitCodeOf, lastLine, sum } from './tally.mjs';
import { printTimes } from './times-table.mjs';

/**
 * Runs lanes several times and prints each failure with the seed of its run, and at the end all runs in a line each.
 * @param {{ lanes: import('../../lanes.mjs').Lane[], choices: import('./run-lane.mjs').Choices, times: number }} request
 * @returns {Promise<number>} the exit code
 */
export async function repeatLanes({ lanes, choices, times }) {
  const cores = availableParallelism();
  const runs = [];
  for (let index = 1; index <= times; index += 1) {
    say(`Run ${index} of ${times}`);
    const started = performance.now();
    const tally = await tallyOfLanes({ lanes, choices, cores });
    const wallMs = performance.now() - started;
    runs.push({ tally, wallMs });
    for (const failure of tally.failures) bad(failure);
    printTimes({ tally, wallMs, cores });
  }
  say(`All ${times} runs`);
  runs.forEach(({ tally, wallMs }, index) => {
    (exitCodeOf(tally) === 0 ? good : bad)(
      `run ${index + 1}: ${lastLine(tally)}, ${tally.skipped.length} skipped (${(wallMs / 1000).toFixed(1)} s)`,
    );
    for (const failure of tally.failures) bad(`  ${failure.split('\n')[0]}`);
  });
  const total = sum(runs.map(({ tally }) => tally));
  console.log(lastLine(total));
  return runs.every(({ tally }) => exitCodeOf(tally) === 0) ? 0 : 1;
}
