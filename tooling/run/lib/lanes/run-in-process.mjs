import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../paths.mjs';
import { execute } from '../process/spawn.mjs';
import { oneFailed } from './tally.mjs';

const entry = fileURLToPath(new URL('run-module.mjs', import.meta.url));

/** Room for what ESLint makes of the whole workspace, which lives long: with fewer clearings it takes a quarter less time. */
const memory = '--max-semi-space-size=128';

/**
 * Runs a file of `lanes/` in a process of its own.
 * @param {object} request
 * @param {string} request.module
 * @param {import('./run-lane.mjs').Choices} request.choices
 * @param {number} request.timeLimit milliseconds
 * @param {boolean} request.yields leaves the processor to others who want it
 * @param {boolean} request.inherit
 * @returns {Promise<{ tally: import('./tally.mjs').Tally, output: string }>}
 */
export async function runInProcess({ module, choices, timeLimit, yields, inherit }) {
  const scratch = mkdtempSync(join(tmpdir(), 'jackfield-'));
  const tallyFile = join(scratch, 'tally.json');
  try {
    const outcome = await execute({
      program: process.execPath,
      args: [memory, entry, module, JSON.stringify(choices)],
      cwd: root,
      env: { ...process.env, JACKFIELD_TALLY_FILE: tallyFile },
      timeLimit,
      yields,
      inherit,
    });
    const tally = outcome.timedOut
      ? oneFailed(`${module}: stopped after ${timeLimit / 1000} s`)
      : (readTally(tallyFile) ??
        oneFailed(`${module}: ended with exit code ${outcome.code} before it reported`));
    const { wallMs, processorMs } = outcome;
    const timing = { lane: module, what: '', wallMs, processorMs, tests: tally.passed + tally.failed };
    return { tally: { ...tally, timings: [timing] }, output: outcome.output };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** @param {string} file @returns {import('./tally.mjs').Tally | undefined} */
function readTally(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // No report or half of one: the caller counts that as a failure.
    return undefined;
  }
}
