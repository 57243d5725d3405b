import { runInProcess } from './run-in-process.mjs';
import { bad, detail, good, plain, say, warn } from '../say.mjs';
import { runPackageScript } from './script-runner.mjs';
import { emptyTally, oneFailed } from './tally.mjs';
import { isInBrowser } from '../../lanes.mjs';
import { workspacePackages } from '../workspace/workspace.mjs';

/**
 * @typedef {import('../../lanes.mjs').Lane} Lane
 * @typedef {import('./tally.mjs').Tally} Tally
 * @typedef {{ update: boolean, only: string | undefined, seed: number | undefined }} Choices
 *
 * @typedef {object} Place how a job is run
 * @property {number} cores how many cores it should reckon with
 * @property {boolean} isAlone no other job runs beside it: its output is shown as it comes
 * @property {boolean} isBesideBrowsers there are jobs with a browser: those without one stand back behind them
 *
 * @typedef {object} Job a part of a lane that runs at one go
 * @property {Lane} lane
 * @property {Promise<unknown>} [ready] what it waits for; others go first until then
 * @property {(place: Place) => Promise<Tally>} run
 */

/**
 * The parts of a lane: one for each package with its script, or its one file of `lanes/`.
 * @param {{ lane: Lane, choices: Choices, supplies: import('./supplies.mjs').Supplies }} request
 * @returns {Job[]}
 */
export function jobsOf({ lane, choices, supplies }) {
  const { module, script = '' } = lane;
  if (module !== undefined)
    return [{ lane, run: (place) => runModule({ lane, module, choices, supplies, place }) }];
  const targets = workspacePackages().filter(
    ({ manifest, path }) =>
      manifest.scripts?.[script] && (choices.only === undefined || path.includes(choices.only)),
  );
  if (targets.length === 0) detail(`${lane.name}: no package has a "${script}" script`);
  return targets.map((target) => {
    const budgetSeconds = budgetOf({ lane, target, targets });
    const hasBefore = target.manifest.scripts?.[`pre${script}`] !== undefined;
    const ready = hasBefore
      ? supplies.prepare({ target, script, timeLimit: lane.timeLimit })
      : Promise.resolve(undefined);
    return {
      lane,
      ...(hasBefore ? { ready } : {}),
      run: (place) => runScript({ lane, target, script, budgetSeconds, choices, supplies, place, ready }),
    };
  });
}

/**
 * How long one script of a lane searches, in seconds: so long in all, and each for its share of it.
 * @param {{ lane: Pick<Lane, 'budgetSeconds' | 'shares'>, target: Named, targets: readonly Named[] }} request
 * @typedef {{ manifest: { name?: string } }} Named
 */
export function budgetOf({ lane: { budgetSeconds, shares = {} }, target, targets }) {
  if (budgetSeconds === undefined) return undefined;
  const shareOf = (/** @type {Named} */ { manifest }) => shares[manifest.name ?? ''] ?? 1;
  const all = targets.reduce((sum, each) => sum + shareOf(each), 0);
  return Math.ceil((budgetSeconds * shareOf(target)) / all);
}

/** @param {{ lane: Lane, module: string, choices: Choices, supplies: import('./supplies.mjs').Supplies, place: Place }} request */
async function runModule({ lane, module, choices, supplies, place }) {
  const ready = await supplies.of(lane);
  if ('failed' in ready) return ready.failed;
  const { tally, output } = await runInProcess({
    module,
    choices,
    timeLimit: lane.timeLimit,
    yields: place.isBesideBrowsers,
    inherit: place.isAlone,
  });
  if (output.trim() !== '') console.log(output.trimEnd());
  return tally;
}

/**
 * @param {object} request
 * @param {Lane} request.lane
 * @param {import('../workspace/workspace.mjs').WorkspacePackage} request.target
 * @param {string} request.script
 * @param {number | undefined} request.budgetSeconds
 * @param {Choices} request.choices
 * @param {import('./supplies.mjs').Supplies} request.supplies
 * @param {Place} request.place
 * @param {Promise<string | undefined>} request.ready what is missing beside the lane's own needs
 * @returns {Promise<Tally>}
 */
async function runScript({ lane, target, script, budgetSeconds, choices, supplies, place, ready: prepared }) {
  const what = `${target.path} ${script}`;
  const ready = await supplies.of(lane);
  if ('failed' in ready) return ready.failed;
  if ('remedy' in ready) return notRun({ lane, remedy: ready.remedy, what });
  const missing = await prepared;
  if (missing !== undefined) return notRun({ lane, remedy: missing, what });
  // What is asked for by its name is watched, too.
  const shown = isInBrowser(lane) || lane.onlyNamed !== undefined;
  if (shown) say(what);
  const { tally, output } = await runPackageScript({
    target,
    script,
    env: {
      ...ready.env,
      JACKFIELD_CORES: String(place.cores),
      ...(choices.seed === undefined ? {} : { JACKFIELD_SEED: String(choices.seed) }),
      ...(budgetSeconds === undefined ? {} : { JACKFIELD_BUDGET_SECONDS: String(budgetSeconds) }),
    },
    prefix: ready.prefix,
    inherit: shown && place.isAlone,
    timeLimit: lane.timeLimit,
    yields: place.isBesideBrowsers && !shown,
    ...(shown && !place.isAlone ? { onLine: (line) => detail(`${target.path} │ ${plain(line)}`) } : {}),
    ...(choices.seed === undefined ? {} : { seed: choices.seed }),
  });
  report({ what, tally, output: shown ? '' : output });
  return { ...tally, timings: tally.timings.map((timing) => ({ ...timing, lane: lane.name })) };
}

/** Whether this is CI, where what cannot run is a failure. */
export function isOnCi() {
  return ['true', '1'].includes(process.env['CI'] ?? '');
}

/**
 * A lane that cannot run is never silent, and on CI it is a failure unless the lane says why it may be left out.
 * @param {{ lane: Lane, remedy: string, what?: string, ci?: boolean }} request
 * @returns {Tally}
 */
export function notRun({ lane, remedy, what = `lane ${lane.name}`, ci = isOnCi() }) {
  warn(`NOT RUN: ${what}. To run it: ${remedy}; then "npm test -- --lane ${lane.name}".`);
  const skip = { name: what, reason: lane.optional ?? remedy };
  if (ci && lane.optional === undefined)
    return { ...oneFailed(`${what} could not run: ${remedy}`), skipped: [skip] };
  return { ...emptyTally(), skipped: [skip] };
}

/** @param {{ what: string, tally: Tally, output: string }} finished */
function report({ what, tally, output }) {
  if (tally.failed > 0) {
    bad(`${what}: ${tally.passed} passed, ${tally.failed} failed`);
    if (output.trim() !== '') console.log(output.trimEnd());
  } else {
    good(`${what}: ${tally.passed} passed`);
  }
}
