import { runPackageScript } from './script-runner.mjs';

/**
 * Runs the script `pre…` of a package, as npm would, with the network as it is: what a test needs that a closed namespace
 * cannot fetch. Its last line says what is missing where it fails.
 * @param {{ target: import('../workspace/workspace.mjs').WorkspacePackage, script: string, timeLimit: number }} request
 * @returns {Promise<{ missing: string | undefined, timings: import('./tally.mjs').Timing[] }>}
 */
export async function prepareScript({ target, script, timeLimit }) {
  const before = `pre${script}`;
  if (!target.manifest.scripts?.[before]) return { missing: undefined, timings: [] };
  const { code, output, tally } = await runPackageScript({
    target,
    script: before,
    inherit: false,
    timeLimit,
    yields: true,
  });
  const timings = tally.timings.map((timing) => ({ ...timing, lane: 'preparation', tests: 0 }));
  const last = output.trim().split('\n').at(-1) ?? '';
  const silent = `"${before}" of ${target.path} ended with exit code ${code} and no word`;
  return { missing: code === 0 ? undefined : last || silent, timings };
}
