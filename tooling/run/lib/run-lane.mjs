import { availableParallelism } from 'node:os';
import { browserRemedy, ensureBrowser } from './browser.mjs';
import { inTurn } from './in-turn.mjs';
import { loopbackPrefix } from './loopback.mjs';
import { bad, detail, good, say, warn } from './say.mjs';
import { runPackageScript } from './script-runner.mjs';
import { emptyTally, oneFailed, sum } from './tally.mjs';
import { runTask } from './turbo.mjs';
import { workspacePackages } from './workspace.mjs';

/**
 * @typedef {import('../lanes.mjs').Lane} Lane
 * @typedef {import('./tally.mjs').Tally} Tally
 * @typedef {{ update: boolean, only: string | undefined }} Choices
 */

/**
 * Runs one lane and says how it went.
 * @param {{ lane: Lane, choices: Choices }} request
 * @returns {Promise<Tally>}
 */
export async function runLane({ lane, choices }) {
  say(`${lane.name}: ${lane.title}`);
  const started = performance.now();
  const tally = lane.module
    ? await runModule({ module: lane.module, choices })
    : await runScripts({ lane, choices });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (tally.passed + tally.failed > 0) {
    (tally.failed > 0 ? bad : good)(
      `${lane.name}: ${tally.passed} passed, ${tally.failed} failed (${seconds} s)`,
    );
  }
  return tally;
}

/**
 * @param {{ module: string, choices: Choices }} request
 * @returns {Promise<Tally>}
 */
async function runModule({ module, choices }) {
  const loaded = await import(`../lanes/${module}.mjs`);
  return loaded.runLane(choices);
}

/** @param {{ lane: Lane, choices: Choices }} request */
async function runScripts({ lane, choices }) {
  const { script = '' } = lane;
  const targets = workspacePackages().filter(
    ({ manifest, path }) =>
      manifest.scripts?.[script] && (choices.only === undefined || path.includes(choices.only)),
  );
  if (targets.length === 0) {
    detail(`nothing to run: no package has a "${script}" script`);
    return emptyTally();
  }
  const ready = await prepare(lane);
  if ('failed' in ready) return ready.failed;
  if ('remedy' in ready) return notRun({ lane, remedy: ready.remedy });
  const jobs = targets.map((target) => async () => {
    if (lane.alone) detail(target.path);
    const missing = await prepareScript({ target, script, timeLimit: lane.timeLimit });
    if (missing !== undefined) return notRun({ lane, remedy: missing, what: `${target.path} ${script}` });
    const { tally, output } = await runPackageScript({
      target,
      script,
      env: ready.env,
      prefix: ready.prefix,
      inherit: lane.alone,
      timeLimit: lane.timeLimit,
    });
    if (!lane.alone) report({ path: target.path, tally, output });
    return tally;
  });
  const width = lane.alone ? 1 : Math.max(1, Math.floor(availableParallelism() / 2));
  return sum(await inTurn({ jobs, width }));
}

/**
 * What the lane needs, or what a reader can do to get it, or what failed on the way.
 * @param {Lane} lane
 * @returns {Promise<{ env: NodeJS.ProcessEnv, prefix: string[] } | { remedy: string } | { failed: Tally }>}
 */
async function prepare(lane) {
  /** @type {NodeJS.ProcessEnv} */
  const env = {};
  if (lane.needs.includes('browser')) {
    const browser = await ensureBrowser();
    if (browser === undefined) return { remedy: browserRemedy };
    env['JACKFIELD_BROWSER'] = browser;
  }
  if (lane.needs.includes('apps')) {
    const built = await runTask({ task: 'build', filters: ['./apps/*'] });
    if (built.failed > 0) return { failed: oneFailed(`lane ${lane.name}: ${built.failures.join('; ')}`) };
  }
  return { env, prefix: lane.alone ? await loopbackPrefix() : [] };
}

/**
 * Runs the script `pre…` of a package, as npm would, with the network as it is: what a test needs that a closed namespace
 * cannot fetch. Its last line says what is missing where it fails.
 * @param {{ target: import('./workspace.mjs').WorkspacePackage, script: string, timeLimit: number }} request
 * @returns {Promise<string | undefined>}
 */
export async function prepareScript({ target, script, timeLimit }) {
  const before = `pre${script}`;
  if (!target.manifest.scripts?.[before]) return undefined;
  const { code, output } = await runPackageScript({ target, script: before, inherit: false, timeLimit });
  const last = output.trim().split('\n').at(-1) ?? '';
  if (code === 0) return undefined;
  return last || `"${before}" of ${target.path} ended with exit code ${code} and no word`;
}

/**
 * A lane that cannot run is never silent, and on CI it is a failure unless the lane says why it may be left out.
 * @param {{ lane: Lane, remedy: string, what?: string, ci?: boolean }} request
 * @returns {Tally}
 */
export function notRun({
  lane,
  remedy,
  what = `lane ${lane.name}`,
  ci = ['true', '1'].includes(process.env['CI'] ?? ''),
}) {
  warn(`NOT RUN: ${what}. To run it: ${remedy}; then "npm test -- --lane ${lane.name}".`);
  const skip = { name: what, reason: lane.optional ?? remedy };
  if (ci && lane.optional === undefined)
    return { ...oneFailed(`${what} could not run: ${remedy}`), skipped: [skip] };
  return { ...emptyTally(), skipped: [skip] };
}

/** @param {{ path: string, tally: Tally, output: string }} finished */
function report({ path, tally, output }) {
  if (tally.failed > 0) {
    bad(`${path}: ${tally.passed} passed, ${tally.failed} failed`);
    console.log(output.trimEnd());
  } else {
    good(`${path}: ${tally.passed} passed`);
  }
}
