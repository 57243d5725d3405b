import { readArguments, wholeNumber } from './lib/arguments.mjs';
import { ensureInstalled } from './lib/workspace/install.mjs';
import { bad, detail, say } from './lib/say.mjs';
import { runPackageScript } from './lib/lanes/script-runner.mjs';
import { workspacePackages } from './lib/workspace/workspace.mjs';

const usage = 'npm run soak -- [--minutes N] [--seed N] [--package NAME]';
const MINUTE = 60_000;

/**
 * Runs the `soak` script of every package that has one, one after another, for so many minutes in all. They read
 * JACKFIELD_SOAK_MINUTES and, for the same runs again, JACKFIELD_SEED.
 * @param {string[]} args
 */
export async function run(args) {
  const given = readArguments({
    args,
    options: { minutes: { type: 'string' }, seed: { type: 'string' }, package: { type: 'string' } },
    usage,
  });
  const minutes = wholeNumber({ name: '--minutes', text: given.minutes, usage }) ?? 10;
  const seed = wholeNumber({ name: '--seed', text: given.seed, usage }) ?? (Date.now() % 1_000_000_000) + 1;
  await ensureInstalled();
  const targets = workspacePackages().filter(
    ({ manifest, path }) => manifest.scripts?.['soak'] && path.includes(given.package ?? ''),
  );
  if (targets.length === 0) {
    bad('no package has a "soak" script');
    return 1;
  }
  let failed = 0;
  for (const target of targets) {
    say(target.path);
    detail(`seed ${seed}`);
    const { code } = await runPackageScript({
      target,
      script: 'soak',
      env: {
        JACKFIELD_SOAK_MINUTES: String(minutes / targets.length),
        JACKFIELD_SEED: String(seed),
      },
      inherit: true,
      timeLimit: (minutes + 5) * MINUTE,
    });
    if (code !== 0) {
      bad(`${target.path}: exit code ${code}`);
      failed += 1;
    }
  }
  return failed === 0 ? 0 : 1;
}
