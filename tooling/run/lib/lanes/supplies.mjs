import { browserRemedy, ensureBrowser } from '../browser/browser.mjs';
import { isInBrowser } from '../../lanes.mjs';
import { loopbackPrefix } from '../process/loopback.mjs';
import { preparationQueue } from './preparation-queue.mjs';
import { prepareScript } from './prepare-script.mjs';
import { say } from '../say.mjs';
import { emptyTally, oneFailed, sum } from './tally.mjs';
import { runTask } from '../workspace/turbo.mjs';
import { workspacePackages } from '../workspace/workspace.mjs';

/**
 * @typedef {{ env: NodeJS.ProcessEnv, prefix: string[] } | { remedy: string } | { failed: import('./tally.mjs').Tally }} Ready
 *   what a lane needs, or what a reader can do to get it, or what failed on the way
 * @typedef {{ target: import('../workspace/workspace.mjs').WorkspacePackage, script: string, timeLimit: number }} Preparation
 * @typedef {object} Supplies
 * @property {(lane: import('../../lanes.mjs').Lane) => Promise<Ready>} of
 * @property {(script: Preparation) => Promise<string | undefined>} prepare
 *   runs the script `pre…` of a package; resolves with what is missing where that fails
 * @property {() => import('./tally.mjs').Tally} tally what was done for it
 */

/**
 * Gets what lanes need, each thing once for all of them: the browser, the loopback-only network, one build.
 * @param {readonly import('../../lanes.mjs').Lane[]} lanes all that will ask
 * @returns {Supplies}
 */
export function suppliesFor(lanes) {
  const browser = once(ensureBrowser);
  const loopback = once(loopbackPrefix);
  const wanted = lanes.flatMap(({ needs }) => needs);
  const filters = [
    ...(wanted.includes('packages') ? ['./packages/*'] : []),
    ...(wanted.includes('apps') ? ['./apps/*'] : []),
  ];
  let tally = emptyTally();
  const build = once(async () => {
    say('build: packages and apps, as far as something needs them');
    const built = await runTask({ task: 'build', filters });
    tally = sum([tally, built]);
    return built;
  });
  const prepare = preparationQueue({
    after: lanes.some(isInBrowser) ? browser().catch(() => undefined) : Promise.resolve(),
    isSlow: takesMinutes,
    run: async (/** @type {Preparation} */ request) => {
      const { missing, timings } = await prepareScript(request);
      tally = { ...tally, timings: [...tally.timings, ...timings] };
      return missing;
    },
  });
  return {
    tally: () => tally,
    prepare,
    async of(lane) {
      /** @type {NodeJS.ProcessEnv} */
      const env = {};
      if (isInBrowser(lane)) {
        const path = await browser();
        if (path === undefined) return { remedy: browserRemedy };
        env['JACKFIELD_BROWSER'] = path;
      }
      const prefix = isInBrowser(lane) ? await loopback() : [];
      if (!lane.needs.includes('packages') && !lane.needs.includes('apps')) return { env, prefix };
      const built = await build();
      if (built.failed > 0) return { failed: oneFailed(`lane ${lane.name}: ${built.failures.join('; ')}`) };
      return { env, prefix };
    },
  };
}

/**
 * Whether a script `pre…` calls a tooling package that says of itself that it takes minutes.
 * @param {Preparation} preparation
 */
function takesMinutes({ target, script }) {
  const line = target.manifest.scripts?.[`pre${script}`] ?? '';
  return workspacePackages().some(
    ({ path, manifest }) => manifest.jackfield?.takesMinutes === true && line.includes(`${path}/`),
  );
}

/**
 * @template T
 * @param {() => Promise<T>} get
 */
function once(get) {
  /** @type {Promise<T> | undefined} */
  let got;
  return () => (got ??= get());
}
