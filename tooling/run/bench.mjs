import { readArguments } from './lib/arguments.mjs';
import { browserRemedy, ensureBrowser } from './lib/browser/browser.mjs';
import { ensureInstalled } from './lib/workspace/install.mjs';
import { bad, detail, say, warn } from './lib/say.mjs';
import { runPackageScript } from './lib/lanes/script-runner.mjs';
import { workspacePackages } from './lib/workspace/workspace.mjs';

const HALF_AN_HOUR = 1_800_000;

/**
 * Runs the `bench` script of every package that has one. With `--check` nothing is written, and what has become slower than a stated bound fails.
 * @param {string[]} args
 */
export async function run(args) {
  const { check } = readArguments({
    args,
    options: { check: { type: 'boolean' } },
    usage: 'npm run bench -- [--check]',
  });
  if (check) process.env['JACKFIELD_BENCH_CHECK'] = '1';
  await ensureInstalled();
  // Some things are measured in a browser; a bench that finds none says so itself.
  const browser = await ensureBrowser();
  if (browser === undefined) warn(`No browser: ${browserRemedy}.`);
  else process.env['JACKFIELD_BROWSER'] = browser;
  const targets = workspacePackages().filter(({ manifest }) => manifest.scripts?.['bench']);
  if (targets.length === 0) {
    detail('no package has a "bench" script yet: nothing was measured');
    return 0;
  }
  let failed = 0;
  for (const target of targets) {
    say(target.path);
    const { code } = await runPackageScript({
      target,
      script: 'bench',
      inherit: true,
      timeLimit: HALF_AN_HOUR,
    });
    if (code !== 0) {
      bad(`${target.path}: exit code ${code}`);
      failed += 1;
    }
  }
  return failed === 0 ? 0 : 1;
}
