import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scriptEnvironment } from './paths.mjs';
import { tallyOfPlaywright } from './playwright-report.mjs';
import { execute } from './spawn.mjs';
import { oneFailed, onePassed } from './tally.mjs';

const tallyReporter = fileURLToPath(new URL('vitest-reporter.mjs', import.meta.url));

/**
 * Which program a package script calls, when it is one whose results can be counted test by test.
 * @param {string} script
 * @returns {'vitest' | 'playwright' | 'other'}
 */
export function runnerOf(script) {
  if (/[;&|<>]/.test(script)) return 'other';
  if (/^vitest(\s|$)/.test(script)) return 'vitest';
  if (/^playwright\s+test(\s|$)/.test(script)) return 'playwright';
  return 'other';
}

/**
 * Runs a script of a package without a package manager and counts what it ran.
 * @param {object} request
 * @param {import('./workspace.mjs').WorkspacePackage} request.target
 * @param {string} request.script its name in package.json
 * @param {string[]} [request.args]
 * @param {NodeJS.ProcessEnv} [request.env] added to the environment
 * @param {string[]} [request.prefix] a program that runs the line it is given, such as a namespace
 * @param {boolean} request.inherit
 * @param {number} request.timeLimit milliseconds
 * @returns {Promise<{ tally: import('./tally.mjs').Tally, output: string, code: number }>}
 */
export async function runPackageScript({
  target,
  script,
  args = [],
  env = {},
  prefix = [],
  inherit,
  timeLimit,
}) {
  const line = target.manifest.scripts?.[script] ?? '';
  const runner = runnerOf(line);
  const scratch = mkdtempSync(join(tmpdir(), 'jackfield-'));
  const tallyFile = join(scratch, 'tally.json');
  try {
    const outcome = await execute({
      ...command({ prefix, line: [line, ...reporterArguments(runner), ...args].join(' ') }),
      cwd: target.directory,
      env: {
        ...scriptEnvironment(target.directory),
        JACKFIELD_TALLY_FILE: tallyFile,
        PLAYWRIGHT_JSON_OUTPUT_FILE: tallyFile,
        PLAYWRIGHT_FORCE_TTY: '',
        ...env,
      },
      inherit,
      timeLimit,
    });
    const label = `${target.path} ${script}`;
    return {
      tally: tallyFrom({ runner, tallyFile, outcome, label, timeLimit }),
      output: outcome.output,
      code: outcome.code,
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** @param {'vitest' | 'playwright' | 'other'} runner */
function reporterArguments(runner) {
  if (runner === 'vitest') return ['--reporter=default', `--reporter="${tallyReporter}"`];
  if (runner === 'playwright') return ['--reporter=list,json'];
  return [];
}

/** @param {{ prefix: string[], line: string }} request */
function command({ prefix, line }) {
  const [program, ...rest] = prefix;
  if (program === undefined) return { program: line, shell: true };
  return { program, args: [...rest, 'sh', '-c', line] };
}

/**
 * @param {object} finished
 * @param {'vitest' | 'playwright' | 'other'} finished.runner
 * @param {string} finished.tallyFile
 * @param {import('./spawn.mjs').Outcome} finished.outcome
 * @param {string} finished.label
 * @param {number} finished.timeLimit
 * @returns {import('./tally.mjs').Tally}
 */
export function tallyFrom({ runner, tallyFile, outcome, label, timeLimit }) {
  if (outcome.timedOut) return oneFailed(`${label}: stopped after ${timeLimit / 1000} s`);
  if (runner === 'other')
    return outcome.code === 0 ? onePassed() : oneFailed(`${label}: exit code ${outcome.code}`);
  const tally = readTally({ runner, tallyFile });
  if (tally === undefined)
    return oneFailed(`${label}: ended with exit code ${outcome.code} before it reported`);
  const named = {
    ...tally,
    failures: tally.failures.map((failure) => `${label}: ${failure}`),
    skipped: tally.skipped.map(({ name, reason }) => ({ name: `${label}: ${name}`, reason })),
  };
  if (outcome.code === 0 || tally.failed > 0) return named;
  const why = tally.passed === 0 ? 'no test ran' : 'every test passed';
  const failure = `${label}: ${why}, and still exit code ${outcome.code}`;
  return { ...named, failed: 1, failures: [failure] };
}

/**
 * @param {{ runner: 'vitest' | 'playwright', tallyFile: string }} report
 * @returns {import('./tally.mjs').Tally | undefined}
 */
function readTally({ runner, tallyFile }) {
  try {
    const report = JSON.parse(readFileSync(tallyFile, 'utf8'));
    return runner === 'playwright' ? tallyOfPlaywright(report) : report;
  } catch {
    // No report or half of one: the caller counts that as a failure.
    return undefined;
  }
}
