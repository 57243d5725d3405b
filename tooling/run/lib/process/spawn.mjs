import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { eachLine } from './each-line.mjs';
import { meter } from './processor-time.mjs';

/**
 * @typedef {object} Outcome
 * @property {number} code exit code; 127 when the program does not exist, 124 when the time limit ended it
 * @property {string} output stdout and stderr in the order they came, empty when inherited
 * @property {boolean} timedOut
 * @property {number} wallMs
 * @property {number | undefined} processorMs of the program and all that it started; undefined where that cannot be told
 */

/** @type {Set<() => void>} */
const running = new Set();

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => {
    for (const kill of running) kill();
    process.exit(130);
  });
}

/**
 * Runs a program to its end. Never throws: what went wrong is in the outcome.
 * @param {object} request
 * @param {string} request.program
 * @param {string[]} [request.args]
 * @param {string} request.cwd
 * @param {NodeJS.ProcessEnv} [request.env]
 * @param {boolean} [request.shell] `program` is a line for the system's shell
 * @param {boolean} [request.inherit] show output as it comes instead of collecting it
 * @param {number} [request.timeLimit] milliseconds
 * @param {(line: string) => void} [request.onLine] is given each line of the output as it comes
 * @param {boolean} [request.yields] leaves the processor to others who want it
 * @returns {Promise<Outcome>}
 */
export function execute({
  program,
  args = [],
  cwd,
  env = process.env,
  shell = false,
  inherit = false,
  timeLimit,
  onLine,
  yields = false,
}) {
  return new Promise((resolve) => {
    const metered = meter({ program, args, shell, niceness: yields ? POLITE : 0 });
    const started = performance.now();
    const stream = inherit ? 'inherit' : 'pipe';
    const ownGroup = process.platform !== 'win32';
    const child = spawn(metered.program, metered.args, {
      cwd,
      env,
      shell: metered.shell,
      stdio: ['ignore', stream, stream],
      detached: ownGroup,
    });
    if (child.pid !== undefined) {
      metered.watch(child.pid);
      if (yields) giveWay(child.pid);
    }
    let output = '';
    let timedOut = false;
    const kill = () => {
      // The whole group: a shell that dies alone would leave the browser it started.
      try {
        if (ownGroup && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
        else child.kill('SIGKILL');
      } catch {
        // Already gone.
      }
    };
    running.add(kill);
    const overdue = () => {
      timedOut = true;
      kill();
    };
    const timer = timeLimit === undefined ? undefined : setTimeout(overdue, timeLimit);
    const settle = (/** @type {number} */ code) => {
      clearTimeout(timer);
      running.delete(kill);
      lines?.end();
      const wallMs = performance.now() - started;
      resolve({ code: timedOut ? 124 : code, output, timedOut, wallMs, processorMs: metered.read() });
    };
    const lines = onLine === undefined ? undefined : eachLine(onLine);
    const collect = (/** @type {string} */ text) => {
      output += text;
      lines?.add(text);
    };
    child.stdout?.setEncoding('utf8').on('data', collect);
    child.stderr?.setEncoding('utf8').on('data', collect);
    child.on('error', (error) => {
      output += error.message;
      settle(127);
    });
    child.on('close', (code) => settle(code ?? 1));
  });
}

/** How far jobs that need no browser stand back behind those that do: media is played and measured in real time there. */
const POLITE = 10;

/**
 * Has what a program starts stand back too. From outside a priority comes too late for that: it is begun with one, where the system
 * can; what is left are Windows, and Linux where it shares the processor among sessions first and counts a priority within one only.
 * @param {number} pid
 */
function giveWay(pid) {
  const session = `/proc/${pid}/autogroup`;
  try {
    if (process.platform === 'win32') setPriority(pid, POLITE);
    else if (existsSync(session)) writeFileSync(session, String(POLITE));
  } catch {
    // It ended already, or the system does not let it: no more than slower.
  }
}
