import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { conformanceMarkdown } from './lib/conformance-report.mjs';
import { readArguments } from './lib/arguments.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { reportsDirectory } from './lib/paths.mjs';
import { bad, detail, good, say } from './lib/say.mjs';
import { runPackageScript } from './lib/script-runner.mjs';
import { workspacePackages } from './lib/workspace.mjs';

const TEN_MINUTES = 600_000;

/**
 * Runs the `conformance` script of every adapter that has one and writes what is known of each.
 * @param {string[]} args
 */
export async function run(args) {
  readArguments({ args, options: {}, usage: 'npm run conformance' });
  await ensureInstalled();
  const adapters = workspacePackages().filter(({ path }) => path.startsWith('packages/adapter-'));
  say(`Conformance of ${adapters.length} adapter${adapters.length === 1 ? '' : 's'}`);
  const results = [];
  for (const target of adapters) results.push(await runAdapter(target));
  mkdirSync(reportsDirectory, { recursive: true });
  writeFileSync(
    join(reportsDirectory, 'conformance.json'),
    `${JSON.stringify({ adapters: results }, null, 2)}\n`,
  );
  writeFileSync(join(reportsDirectory, 'conformance.md'), conformanceMarkdown(results));
  detail('written: reports/conformance.md, reports/conformance.json');
  return results.some(({ status }) => status === 'failed') ? 1 : 0;
}

/**
 * @param {import('./lib/workspace.mjs').WorkspacePackage} target
 * @returns {Promise<import('./lib/conformance-report.mjs').AdapterResult>}
 */
async function runAdapter(target) {
  const { name, manifest } = target;
  if (!manifest.scripts?.['conformance']) {
    detail(`${name}: not yet run (no "conformance" script)`);
    return { name, status: 'not yet run', passed: 0, failed: 0, skipped: [] };
  }
  const { tally, output } = await runPackageScript({
    target,
    script: 'conformance',
    inherit: false,
    timeLimit: TEN_MINUTES,
  });
  const { passed, failed, skipped } = tally;
  const line = `${name}: ${passed} passed, ${failed} failed`;
  if (failed > 0) {
    bad(line);
    console.log(output.trimEnd());
  } else {
    good(line);
  }
  return { name, status: failed > 0 ? 'failed' : 'passed', passed, failed, skipped };
}
