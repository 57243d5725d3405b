import { readArguments } from './lib/arguments.mjs';
import { browserRemedy, ensureBrowser } from './lib/browser/browser.mjs';
import { ensureFonts } from './lib/browser/fonts.mjs';
import { ensureInstalled } from './lib/workspace/install.mjs';
import { PlainError } from './lib/plain-error.mjs';
import { detail, say } from './lib/say.mjs';
import { runPackageScript } from './lib/lanes/script-runner.mjs';
import { runTask } from './lib/workspace/turbo.mjs';
import { workspacePackages } from './lib/workspace/workspace.mjs';

const TWENTY_MINUTES = 1_200_000;

/**
 * Takes pictures of every screen of the apps, into `reports/screenshots`.
 * @param {string[]} args
 */
export async function run(args) {
  readArguments({ args, options: {}, usage: 'npm run screenshots' });
  await ensureInstalled();
  const browser = await ensureBrowser();
  if (browser === undefined) throw new PlainError(`No picture can be taken: ${browserRemedy}.`);
  await ensureFonts();
  const targets = workspacePackages().filter(({ manifest }) => manifest.scripts?.['screenshots']);
  say('Building the apps');
  const built = await runTask({ task: 'build', filters: targets.map(({ name }) => name) });
  if (built.failed > 0) throw new PlainError(`No picture can be taken: ${built.failures.join('; ')}.`);
  let failed = 0;
  for (const target of targets) {
    say(target.path);
    const { code } = await runPackageScript({
      target,
      script: 'screenshots',
      env: { JACKFIELD_BROWSER: browser },
      inherit: true,
      timeLimit: TWENTY_MINUTES,
    });
    if (code !== 0) failed += 1;
  }
  detail('written: reports/screenshots');
  return failed === 0 ? 0 : 1;
}
