import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { conformanceMarkdown } from './lib/conformance-report.mjs';
import { browserRemedy, ensureBrowser } from './lib/browser/browser.mjs';
import { readArguments } from './lib/arguments.mjs';
import { leftOut } from './left-out.mjs';
import { ensureInstalled } from './lib/workspace/install.mjs';
import { loopbackPrefix } from './lib/process/loopback.mjs';
import { reportsDirectory, root } from './lib/paths.mjs';
import { bad, detail, good, say, warn } from './lib/say.mjs';
import { PlainError } from './lib/plain-error.mjs';
import { notYetConforming } from './lib/not-yet-conforming.mjs';
import { prepareScript } from './lib/lanes/prepare-script.mjs';
import { runPackageScript } from './lib/lanes/script-runner.mjs';
import { readJson, workspacePackages } from './lib/workspace/workspace.mjs';

const TEN_MINUTES = 600_000;
/** As the lane that runs the same clauses. */
const ADAPTER_LIMIT = 20 * 60_000;

const usage = 'npm run conformance [-- --package adapter-livekit] [--keep], or -- --render';

/**
 * Runs the `conformance` script of every adapter that has one, or of those that are named, and writes what came of it: the page in
 * Markdown, in HTML and as data. What was not run is there as it is kept in docs/. With `--render` nothing is run: what is made of the
 * record of docs/ is made anew.
 * @param {string[]} args
 */
export async function run(args) {
  const {
    package: named = [],
    keep = false,
    render = false,
  } = readArguments({
    args,
    options: {
      package: { type: 'string', multiple: true },
      keep: { type: 'boolean' },
      render: { type: 'boolean' },
    },
    usage,
  });
  await ensureInstalled();
  if (render) return (await renderKept()) > 0 ? 1 : 0;
  // Some adapters are run in a browser; one that finds none says so itself.
  const browser = await ensureBrowser();
  if (browser === undefined) warn(`No browser: ${browserRemedy}.`);
  else process.env['JACKFIELD_BROWSER'] = browser;
  const prefix = await loopbackPrefix();
  const adapters = adaptersOf(named);
  say(`Conformance of ${adapters.length} adapter${adapters.length === 1 ? '' : 's'}`);
  const scratch = mkdtempSync(join(tmpdir(), 'jackfield-'));
  try {
    const results = [];
    for (const target of adapters) results.push(await runAdapter(target, { prefix, kept: scratch }));
    mkdirSync(reportsDirectory, { recursive: true });
    writeFileSync(join(reportsDirectory, 'conformance-runs.md'), conformanceMarkdown(results, leftOut));
    const failed = await writePage({ scratch, keep });
    return failed > 0 || results.some(({ status }) => status === 'failed') ? 1 : 0;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** @param {readonly string[]} named */
function adaptersOf(named) {
  const all = workspacePackages().filter(({ path }) => path.startsWith('packages/adapter-'));
  if (named.length === 0) return all;
  const found = all.filter(({ path }) => named.some((name) => path === `packages/${name}` || path === name));
  if (found.length < named.length) {
    const names = all.map(({ path }) => path.replace('packages/', '')).join(', ');
    throw new PlainError(`There is no adapter ${named.join(', ')}. There are: ${names}. Usage: ${usage}`);
  }
  return found;
}

/**
 * Writes the page, and with `keep` the record of docs/ and what is made of it. Gives the number of failures.
 * @param {{ scratch: string, keep: boolean }} request
 */
async function writePage({ scratch, keep }) {
  const target = workspacePackages().find(({ path }) => path === 'tooling/conformance');
  if (!target) return 1;
  const env = {
    JACKFIELD_CONFORMANCE_REPORTS: scratch,
    JACKFIELD_CONFORMANCE_TARGET: reportsDirectory,
    JACKFIELD_CONFORMANCE_KEEP: keep ? '1' : '',
    JACKFIELD_CONFORMANCE_COMMIT: commitNow(),
  };
  const { tally, output } = await runPackageScript({
    target,
    script: 'conformance',
    env,
    inherit: false,
    timeLimit: TEN_MINUTES,
  });
  if (tally.failed > 0) {
    bad('the page was not written');
    console.log(output.trimEnd());
    return tally.failed;
  }
  detail(
    'written: reports/conformance.html, conformance.md, conformance.json, a badge for each adapter, and conformance-runs.md',
  );
  return keep ? renderKept() : 0;
}

/** Makes what is made of the record in docs/. Gives the number of failures. */
async function renderKept() {
  const target = workspacePackages().find(({ path }) => path === 'tooling/conformance');
  if (!target) return 1;
  const { tally, output } = await runPackageScript({
    target,
    script: 'conformance:keep',
    inherit: false,
    timeLimit: TEN_MINUTES,
  });
  if (tally.failed === 0)
    detail('kept: docs/conformance.json, docs/conformance.html, docs/conformance.md, and the READMEs');
  else console.log(output.trimEnd());
  return tally.failed;
}

/** The commit that is run, with a plus where something is changed beside it. */
function commitNow() {
  const git = (/** @type {string[]} */ ...words) =>
    spawnSync('git', words, { cwd: root, encoding: 'utf8' }).stdout?.trim() ?? '';
  const commit = git('rev-parse', '--short', 'HEAD');
  return git('status', '--porcelain') === '' ? commit : `${commit}+`;
}

/**
 * @param {import('./lib/workspace/workspace.mjs').WorkspacePackage} target
 * @param {{ prefix: string[], kept: string }} how what keeps it on loopback, and the folder for its reports
 * @returns {Promise<import('./lib/conformance-report.mjs').AdapterResult>}
 */
async function runAdapter(target, { prefix, kept }) {
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
    for (const report of reports)
      writeFileSync(join(kept, `${String(readdirSync(kept).length)}.json`), JSON.stringify(report));
    return resultOf({ name, tally, output, reports });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * @param {{ name: string, tally: import('./lib/lanes/tally.mjs').Tally, output: string, reports: import('./lib/conformance-report.mjs').ContractReport[] }} run
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
