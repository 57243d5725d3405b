import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scriptEnvironment } from '../paths.mjs';
import { tallyOfPlaywright } from './playwright-report.mjs';
import { execute } from '../process/spawn.mjs';
import { emptyTally, oneFailed, onePassed } from './tally.mjs';

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
 * @param {import('../workspace/workspace.mjs').WorkspacePackage} request.target
 * @param {string} request.script its name in package.json
 * @param {string[]} [request.args]
 * @param {NodeJS.ProcessEnv} [request.env] added to the environment
 * @param {string[]} [request.prefix] a program that runs the line it is given, such as a namespace
 * @param {boolean} request.inherit
 * @param {number} request.timeLimit milliseconds
 * @param {number} [request.seed] of the order of vitest's tests; another one each time where left out
 * @param {(line: string) => void} [request.onLine] is given each line of the output as it comes
 * @param {boolean} [request.yields] leaves the processor to others who want it
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
  seed,
  onLine,
  yields,
}) {
  const line = target.manifest.scripts?.[script] ?? '';
  const runner = runnerOf(line);
  const scratch = mkdtempSync(join(tmpdir(), 'jackfield-'));
  const tallyFile = join(scratch, 'tally.json');
  try {
    const outcome = await execute({
      ...command({ prefix, line: [line, ...reporterArguments(runner, seed), ...args].join(' ') }),
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
      ...(onLine === undefined ? {} : { onLine }),
      ...(yields === undefined ? {} : { yields }),
    });
    const label = `${target.path} ${script}`;
    const tally = tallyFrom({ runner, tallyFile, outcome, label, timeLimit });
    const { wallMs, processorMs } = outcome;
    const tests = tally.passed + tally.failed;
    return {
      tally: { ...tally, timings: [{ lane: '', what: target.path, wallMs, processorMs, tests }] },
      output: outcome.output,
      code: outcome.code,
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** @param {'vitest' | 'playwright' | 'other'} runner @param {number | undefined} seed */
function reporterArguments(runner, seed) {
  const replay = seed === undefined ? [] : [`--sequence.seed=${seed}`];
  if (runner === 'vitest') return [...replay, '--reporter=default', `--reporter="${tallyReporter}"`];
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
 * @param {Pick<import('../process/spawn.mjs').Outcome, 'code' | 'output' | 'timedOut'>} finished.outcome
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
  const { seed, ...counted } = tally;
  const where = seed === undefined ? label : `${label} (seed ${seed})`;
  const named = {
    ...emptyTally(),
    ...counted,
    failures: tally.failures.map((failure) => `${where}: ${failure}`),
    skipped: tally.skipped.map(({ name, reason }) => ({ name: `${label}: ${name}`, reason })),
    slowest: (tally.slowest ?? []).map(({ name, ms }) => ({ name: `${label}: ${name}`, ms })),
  };
  if (outcome.code === 0 || tally.failed > 0) return named;
  const why = tally.passed === 0 ? 'no test ran' : 'every test passed';
  const failure = `${where}: ${why}, and still exit code ${outcome.code}`;
  return { ...named, failed: 1, failures: [failure] };
}

/**
 * @param {{ runner: 'vitest' | 'playwright', tallyFile: string }} report
 * @returns {import('./tally.mjs').Tally & { seed?: number } | undefined}
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
