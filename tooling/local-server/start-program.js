import { spawn } from 'node:child_process';
import { findProgram } from './find-program.js';

/**
 * @param {readonly string[]} line
 * @returns {import('./index.js').RunningProgram}
 */
export function startProgram(line) {
  const child = spawnBound(line);
  const lines = /** @type {string[]} */ ([]);
  const keep = (/** @type {Buffer} */ text) => {
    lines.push(...text.toString('utf8').split('\n').filter(Boolean));
    lines.splice(0, lines.length - 400);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const kill = () => void child.kill('SIGKILL');
  process.on('exit', kill);
  let isGone = false;
  /** @type {Promise<void>} */
  const gone = new Promise((resolve) => {
    const end = () => {
      isGone = true;
      process.off('exit', kill);
      resolve();
    };
    child.on('close', end);
    child.on('error', (error) => {
      lines.push(error.message);
      end();
    });
  });
  return {
    gone,
    isGone: () => isGone,
    log: () => lines,
    signal: (signal) => void child.kill(signal),
    async stop() {
      kill();
      await gone;
    },
    explain(error) {
      const words = error instanceof Error ? error.message : String(error);
      return new Error(`${words} It wrote:\n${lines.slice(-20).join('\n')}`, { cause: error });
    },
  };
}

/** A child that the kernel ends with this process where it can, however this process ends. @param {readonly string[]} line */
function spawnBound(line) {
  const setpriv = process.platform === 'linux' ? findProgram('setpriv') : undefined;
  const [program = '', ...args] = setpriv ? [setpriv, '--pdeathsig', 'KILL', ...line] : line;
  return spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
}
