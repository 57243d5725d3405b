import { availableParallelism } from 'node:os';
import { isInBrowser } from '../../lanes.mjs';
import { sentenceOf } from '../plain-error.mjs';
import { isOnCi, jobsOf } from './run-lane.mjs';
import { runJobs } from './run-jobs.mjs';
import { bad, good, say } from '../say.mjs';
import { strangeSkips } from './strange-skips.mjs';
import { suppliesFor } from './supplies.mjs';
import { exitCodeOf, lastLine, oneFailed, sum } from './tally.mjs';
import { printTimes } from './times-table.mjs';

/**
 * Runs lanes, prints what they took, what was skipped and what failed, and ends with the counting line.
 * @param {{ lanes: import('../../lanes.mjs').Lane[], choices: import('./run-lane.mjs').Choices }} request
 * @returns {Promise<number>} the exit code
 */
export async function runLanes({ lanes, choices }) {
  const started = performance.now();
  const cores = availableParallelism();
  const total = await tallyOfLanes({ lanes, choices, cores });
  printTimes({ tally: total, wallMs: performance.now() - started, cores });
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

/**
 * Lanes without a browser run beside those with one, of which there is one at a time on two cores.
 * @param {{ lanes: import('../../lanes.mjs').Lane[], choices: import('./run-lane.mjs').Choices, cores: number }} request
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function tallyOfLanes({ lanes, choices, cores }) {
  const supplies = suppliesFor(lanes);
  const parts = lanes.map((lane) => laneOf({ lane, jobs: jobsOf({ lane, choices, supplies }) }));
  const jobs = (/** @type {boolean} */ inBrowser) =>
    parts.filter(({ lane }) => isInBrowser(lane) === inBrowser).flatMap((part) => part.jobs);
  await runJobs({ quick: jobs(false), slow: jobs(true), cores });
  const total = sum([supplies.tally(), ...parts.map((part) => part.tally())]);
  return isOnCi() ? sum([total, strangeSkips(total.skipped)]) : total;
}

/**
 * The jobs of a lane; the last one says how the lane went.
 * @param {{ lane: import('../../lanes.mjs').Lane, jobs: import('./run-lane.mjs').Job[] }} request
 */
function laneOf({ lane, jobs }) {
  /** @type {import('./tally.mjs').Tally[]} */
  const tallies = [];
  const finish = (/** @type {import('./tally.mjs').Tally} */ tally) => {
    tallies.push(tally);
    const { passed, failed } = sum(tallies);
    if (tallies.length < jobs.length || passed + failed === 0) return;
    (failed > 0 ? bad : good)(`lane ${lane.name}: ${passed} passed, ${failed} failed`);
  };
  return {
    lane,
    tally: () => sum(tallies),
    jobs: jobs.map(({ run, ready }) => ({
      ready,
      run: async (/** @type {import('./run-lane.mjs').Place} */ place) => {
        try {
          finish(await run(place));
        } catch (error) {
          // One job that cannot even start must not hide the results of the others.
          bad(sentenceOf(error));
          if (process.env['JACKFIELD_DEBUG']) console.error(error);
          finish(oneFailed(`lane ${lane.name}: ${sentenceOf(error)}`));
        }
      },
    })),
  };
}
