import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { findProgram } from '@jackfield/local-server';
import { builtServerPath, findLivekitServer, livekitRemedy, livekitVersion } from './find-server.js';

const module = 'github.com/livekit/livekit-server/cmd/server';
/** A cold build takes some minutes where two cores are shared. */
const BUILD_LIMIT_MS = 18 * 60_000;

/**
 * @param {{ say?: (line: string) => void }} [options]
 * @returns {Promise<string>}
 */
export async function ensureLivekitServer({ say = () => undefined } = {}) {
  const found = findLivekitServer();
  if (found) return found;
  const go = findProgram(process.platform === 'win32' ? 'go.exe' : 'go');
  if (!go) throw new Error(`There is no LiveKit server and no Go to build one: ${livekitRemedy}`);
  const target = builtServerPath();
  const folder = dirname(target);
  mkdirSync(dirname(folder), { recursive: true });
  const scratch = mkdtempSync(`${folder}-`);
  try {
    say(`building ${module}@${livekitVersion} with Go; the first time takes some minutes`);
    await install({ go, into: scratch });
    mkdirSync(folder, { recursive: true });
    // A rename is atomic: whoever builds at the same time finds a whole program or none.
    renameSync(join(scratch, process.platform === 'win32' ? 'server.exe' : 'server'), target);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  say(`built ${target}`);
  return target;
}

/**
 * @param {{ go: string, into: string }} request
 * @returns {Promise<void>}
 */
function install({ go, into }) {
  return new Promise((resolve, reject) => {
    const child = spawn(go, ['install', '-trimpath', `${module}@${livekitVersion}`], {
      env: {
        ...process.env,
        GOBIN: into,
        // The compiler is as parallel as the machine is wide, and others work on it too.
        GOFLAGS: `${process.env['GOFLAGS'] ?? ''} -p=2`.trim(),
        GOWORK: 'off',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const lines = /** @type {string[]} */ ([]);
    child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      lines.push(...text.split('\n').filter((line) => line && !line.startsWith('go: downloading')));
      lines.splice(0, lines.length - 20);
    });
    if (child.pid) setPriority(child.pid, constants.priority.PRIORITY_LOW);
    const timer = setTimeout(() => child.kill('SIGKILL'), BUILD_LIMIT_MS);
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve();
      else
        reject(
          new Error(
            `Building the LiveKit server failed (${code ?? signal ?? 'unknown'}): ${lines.join(' ')}`,
          ),
        );
    });
  });
}
