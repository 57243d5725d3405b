import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { conformanceMarkdown } from './lib/conformance-report.mjs';
import { browserRemedy, ensureBrowser } from './lib/browser.mjs';
import { readArguments } from './lib/arguments.mjs';
import { leftOut } from './left-out.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { loopbackPrefix } from './lib/loopback.mjs';
import { reportsDirectory, root } from './lib/paths.mjs';
import { bad, detail, good, say, warn } from './lib/say.mjs';
import { notYetConforming } from './lib/not-yet-conforming.mjs';
import { prepareScript } from './lib/prepare-script.mjs';
import { runPackageScript } from './lib/script-runner.mjs';
import { readJson, workspacePackages } from './lib/workspace.mjs';

const TEN_MINUTES = 600_000;
/** As the lane that runs the same clauses. */
const ADAPTER_LIMIT = 20 * 60_000;

/**
 * Runs the `conformance` script of every adapter that has one and writes what is known of each.
 * @param {string[]} args
 */
export async function run(args) {
  readArguments({ args, options: {}, usage: 'npm run conformance' });
  await ensureInstalled();
  // Some adapters are run in a browser; one that finds none says so itself.
  const browser = await ensureBrowser();
  if (browser === undefined) warn(`No browser: ${browserRemedy}.`);
  else process.env['JACKFIELD_BROWSER'] = browser;
  const prefix = await loopbackPrefix();
  const adapters = workspacePackages().filter(({ path }) => path.startsWith('packages/adapter-'));
  say(`Conformance of ${adapters.length} adapter${adapters.length === 1 ? '' : 's'}`);
  const results = [];
  for (const target of adapters) results.push(await runAdapter(target, prefix));
  const claims = await readClaims();
  mkdirSync(reportsDirectory, { recursive: true });
  writeFileSync(
    join(reportsDirectory, 'conformance.json'),
    `${JSON.stringify({ adapters: results, claims: claims.adapters }, null, 2)}\n`,
  );
  const table = readFileSync(join(root, 'docs', 'capabilities.md'), 'utf8').replace(/^# /, '## ');
  writeFileSync(
    join(reportsDirectory, 'conformance.md'),
    `${conformanceMarkdown(results, leftOut)}\n${table}`,
  );
  detail('written: reports/conformance.md, reports/conformance.json');
  return claims.failed > 0 || results.some(({ status }) => status === 'failed') ? 1 : 0;
}

/**
 * What every adapter claims, also those whose contract needs more than Node. Checks docs/capabilities.md on the way.
 * @returns {Promise<{ failed: number, adapters: unknown }>}
 */
async function readClaims() {
  const target = workspacePackages().find(({ path }) => path === 'tooling/conformance');
  if (!target) return { failed: 1, adapters: [] };
  const scratch = mkdtempSync(join(tmpdir(), 'jackfield-'));
  try {
    const { tally, output } = await runPackageScript({
      target,
      script: 'conformance',
      env: { JACKFIELD_CONFORMANCE_DIRECTORY: scratch },
      inherit: false,
      timeLimit: TEN_MINUTES,
    });
    const file = join(scratch, 'capabilities.json');
    const isThere = existsSync(file);
    if (tally.failed > 0 || !isThere) {
      bad('what adapters claim: docs/capabilities.md is not what they say');
      console.log(output.trimEnd());
    } else good('what adapters claim: as in docs/capabilities.md');
    return { failed: tally.failed + (isThere ? 0 : 1), adapters: isThere ? readJson(file) : [] };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * @param {import('./lib/workspace.mjs').WorkspacePackage} target
 * @param {string[]} prefix what keeps it on loopback
 * @returns {Promise<import('./lib/conformance-report.mjs').AdapterResult>}
 */
async function runAdapter(target, prefix) {
  const { name, manifest } = target;
  if (!manifest.scripts?.['conformance']) {
    const reason = notYetConforming[target.path] ?? 'it has no "conformance" script';
    warn(`NOT RUN: ${name}: ${reason}.`);
    return { name, status: 'not yet run', reason, passed: 0, failed: 0, skipped: [], reports: [] };
  }
  const { missing } = await prepareScript({ target, script: 'conformance', timeLimit: ADAPTER_LIMIT });
  if (missing !== undefined) {
    warn(`NOT RUN: ${name}. To run it: ${missing}; then "npm run conformance".`);
    return { name, status: 'not run', reason: missing, passed: 0, failed: 0, skipped: [], reports: [] };
  }
  const scratch = mkdtempSync(join(tmpdir(), 'jackfield-'));
  try {
    const { tally, output } = await runPackageScript({
      target,
      script: 'conformance',
      env: { JACKFIELD_CONFORMANCE_DIRECTORY: scratch },
      inherit: false,
      prefix,
      timeLimit: ADAPTER_LIMIT,
    });
    const reports = readdirSync(scratch)
      .sort()
      .map((file) => readJson(join(scratch, file)));
    return resultOf({ name, tally, output, reports });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * @param {{ name: string, tally: import('./lib/tally.mjs').Tally, output: string, reports: import('./lib/conformance-report.mjs').ContractReport[] }} run
 * @returns {import('./lib/conformance-report.mjs').AdapterResult}
 */
function resultOf({ name, tally, output, reports }) {
  const { passed, skipped } = tally;
  // A run without a report says nothing, however green it is.
  const failed = tally.failed + (reports.length === 0 ? 1 : 0);
  const line = `${name}: ${passed} passed, ${failed} failed`;
  if (failed > 0) {
    bad(reports.length === 0 ? `${line} (no report was written)` : line);
    console.log(output.trimEnd());
  } else {
    good(line);
  }
  return { name, status: failed > 0 ? 'failed' : 'passed', passed, failed, skipped, reports };
}
