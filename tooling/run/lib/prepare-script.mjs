import { runPackageScript } from './script-runner.mjs';

/**
 * Runs the script `pre…` of a package, as npm would, with the network as it is: what a test needs that a closed namespace
 * cannot fetch. Its last line says what is missing where it fails.
 * @param {{ target: import('./workspace.mjs').WorkspacePackage, script: string, timeLimit: number }} request
 * @returns {Promise<string | undefined>}
 */
export async function prepareScript({ target, script, timeLimit }) {
  const before = `pre${script}`;
  if (!target.manifest.scripts?.[before]) return undefined;
  const { code, output } = await runPackageScript({
    target,
    script: before,
    inherit: false,
    timeLimit,
    yields: true,
  });
  const last = output.trim().split('\n').at(-1) ?? '';
  if (code === 0) return undefined;
  return last || `"${before}" of ${target.path} ended with exit code ${code} and no word`;
}
