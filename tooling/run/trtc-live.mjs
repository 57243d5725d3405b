import { browserRemedy, ensureBrowser } from './lib/browser.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { PlainError } from './lib/plain-error.mjs';
import { runPackageScript } from './lib/script-runner.mjs';
import { workspacePackages } from './lib/workspace.mjs';

const TWENTY_MINUTES = 1_200_000;

/**
 * Runs the checklist of docs/trtc.md: the real SDK in a real browser, against the real service by an account in the
 * environment, or against the emulator. Every argument is the programme's.
 * @param {string[]} args
 */
export async function run(args) {
  await ensureInstalled();
  const target = workspacePackages().find(({ path }) => path === 'tooling/trtc-live');
  if (!target) throw new PlainError('tooling/trtc-live is not in this repository.');
  const browser = await ensureBrowser();
  if (browser === undefined) throw new PlainError(`Nothing can be tried: ${browserRemedy}.`);
  const { code } = await runPackageScript({
    target,
    script: 'live',
    args,
    env: { JACKFIELD_BROWSER: browser },
    inherit: true,
    timeLimit: TWENTY_MINUTES,
  });
  return code === 0 ? 0 : 1;
}
