import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, scriptEnvironment } from '../paths.mjs';
import { PlainError } from '../plain-error.mjs';
import { execute } from '../process/spawn.mjs';
import { emptyTally, oneFailed, onePassed, sum } from '../lanes/tally.mjs';
import { readJson } from './workspace.mjs';

const TEN_MINUTES = 600_000;
const summaries = join(root, '.turbo', 'runs');

/**
 * Runs a task of every package that has it, from the cache where nothing changed.
 * @param {{ task: string, filters?: string[] }} request
 * @returns {Promise<import('../lanes/tally.mjs').Tally>}
 */
export async function runTask({ task, filters = [] }) {
  rmSync(summaries, { recursive: true, force: true });
  const { code, output, timedOut, wallMs, processorMs } = await execute({
    program: ['turbo', 'run', task, ...filters.map((filter) => `--filter="${filter}"`)]
      .concat(
        '--continue=dependencies-successful',
        '--output-logs=errors-only',
        '--log-order=grouped',
        '--summarize',
      )
      .join(' '),
    shell: true,
    cwd: root,
    env: {
      ...scriptEnvironment(root),
      TURBO_TELEMETRY_DISABLED: '1',
      DO_NOT_TRACK: '1',
      TURBO_NO_UPDATE_NOTIFIER: '1',
    },
    timeLimit: TEN_MINUTES,
  });
  if (code !== 0) console.log(output.trimEnd());
  if (timedOut) return oneFailed(`turbo run ${task}: stopped after 10 minutes`);
  const summary = newestSummary();
  if (summary === undefined) throw new PlainError(`turbo could not run "${task}": ${firstError(output)}`);
  const tally = tallyOfSummary(summary);
  const tests = tally.passed + tally.failed;
  return { ...tally, timings: [{ lane: task, what: '', wallMs, processorMs, tests }] };
}

function newestSummary() {
  if (!existsSync(summaries)) return undefined;
  const [file] = readdirSync(summaries).filter((name) => name.endsWith('.json'));
  return file === undefined ? undefined : readJson(join(summaries, file));
}

/**
 * One check for each package that has the task; what a failed dependency kept from running failed too.
 * @param {any} summary
 */
export function tallyOfSummary(summary) {
  const own = summary.tasks.filter((/** @type {any} */ task) => task.command !== '<NONEXISTENT>');
  return sum([
    emptyTally(),
    ...own.map((/** @type {any} */ task) => {
      if (task.execution?.exitCode === 0 || task.cache?.status === 'HIT') return onePassed();
      const reason = task.execution?.exitCode === undefined ? 'not run, something it needs failed' : 'failed';
      return oneFailed(`${task.taskId}: ${reason}`);
    }),
  ]);
}

/** @param {string} output */
function firstError(output) {
  const lines = output.split('\n').map((line) => line.trim());
  return (
    lines.find((line) => /error|×|fail/i.test(line)) ?? lines.filter((line) => line).at(-1) ?? 'no output'
  );
}
