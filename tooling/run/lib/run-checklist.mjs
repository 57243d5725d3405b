import { browserRemedy, ensureBrowser } from './browser/browser.mjs';
import { ensureInstalled } from './workspace/install.mjs';
import { PlainError } from './plain-error.mjs';
import { runPackageScript } from './lanes/script-runner.mjs';
import { workspacePackages } from './workspace/workspace.mjs';

const TWENTY_MINUTES = 1_200_000;

/**
 * Runs the checklist of a vendor: the real SDK in a real browser, against the real service by an account in the environment, or
 * against the emulator. Every argument is the programme's.
 * @param {{ path: string, args: string[] }} checklist `path` names its package, from the root
 */
export async function runChecklist({ path, args }) {
  await ensureInstalled();
  const target = workspacePackages().find((each) => each.path === path);
  if (!target) throw new PlainError(`${path} is not in this repository.`);
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
