import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watchProcesses } from './watch-processes.mjs';

// "$0" is the file that the times are written to, "$@" the program.
const timedLine = '"$@"; code=$?; times >"$0"; exit $code';

/**
 * Wraps a program so that its processor time can be told when it has ended: the shell's `times` counts everything that was
 * waited for, and on Linux `/proc` is read as well, since browsers leave processes that nobody waits for.
 * @param {{ program: string, args: readonly string[], shell: boolean, niceness?: number }} command how far it stands back behind
 *   others; not on Windows
 */
export function meter({ program, args, shell, niceness = 0 }) {
  if (process.platform === 'win32') return unmetered({ program, args, shell });
  const scratch = mkdtempSync(join(tmpdir(), 'jackfield-times-'));
  const file = join(scratch, 'times');
  const plain = shell ? ['sh', '-c', program] : [program, ...args];
  const line = niceness === 0 ? plain : ['nice', '-n', String(niceness), ...plain];
  /** @type {{ stop(): number } | undefined} */
  let watcher;
  return {
    program: 'sh',
    args: ['-c', timedLine, file, ...line],
    shell: false,
    /** Follows the process with all that it starts. @param {number} pid */
    watch(pid) {
      watcher = watchProcesses(pid);
    },
    /** Its processor time in milliseconds, once it has ended. @returns {number | undefined} */
    read() {
      const seen = watcher?.stop() ?? 0;
      const told = existsSync(file) ? parseTimes(readFileSync(file, 'utf8')) : 0;
      rmSync(scratch, { recursive: true, force: true });
      return Math.max(seen, told);
    },
  };
}

/** @param {{ program: string, args: readonly string[], shell: boolean }} command */
function unmetered({ program, args, shell }) {
  return { program, args: [...args], shell, watch: () => undefined, read: () => undefined };
}

/** Adds up what the shell's `times` prints, such as `0m1.52s`, in milliseconds. @param {string} text */
export function parseTimes(text) {
  const parts = [...text.matchAll(/(\d+)m([\d.]+)s/g)];
  const seconds = parts.reduce((sum, [, minutes, rest]) => sum + Number(minutes) * 60 + Number(rest), 0);
  return Math.round(seconds * 1000);
}
