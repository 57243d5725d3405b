import { sentenceOf } from './plain-error.mjs';
import { runLane } from './run-lane.mjs';
import { bad, say } from './say.mjs';
import { exitCodeOf, lastLine, oneFailed, sum } from './tally.mjs';

/**
 * Runs lanes one after another, prints what was skipped and what failed, and ends with the counting line.
 * @param {{ lanes: import('../lanes.mjs').Lane[], choices: import('./run-lane.mjs').Choices }} request
 * @returns {Promise<number>} the exit code
 */
export async function runLanes({ lanes, choices }) {
  const tallies = [];
  for (const lane of lanes) {
    try {
      tallies.push(await runLane({ lane, choices }));
    } catch (error) {
      // One lane that cannot even start must not hide the results of the others.
      bad(sentenceOf(error));
      if (process.env['JACKFIELD_DEBUG']) console.error(error);
      tallies.push(oneFailed(`lane ${lane.name}: ${sentenceOf(error)}`));
    }
  }
  const total = sum(tallies);
  if (total.skipped.length > 0) {
    say(`Skipped (${total.skipped.length})`);
    for (const { name, reason } of total.skipped) console.log(`  - ${name}: ${reason}`);
  }
  if (total.failures.length > 0) {
    say(`Failed (${total.failed})`);
    for (const failure of total.failures) bad(failure);
  }
  if (total.passed + total.failed === 0) bad('Nothing ran.');
  console.log(lastLine(total));
  return exitCodeOf(total);
}
