import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

const INSTALL_MS = 180_000;

/**
 * @param {import('./index.js').EnsuredProgram} program
 * @returns {Promise<string>}
 */
export async function ensureProgram({ what, debianPackage, service, find, remedy, say = () => undefined }) {
  const found = find();
  if (found) return found;
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    throw new Error(`There is no ${what}: ${remedy}`);
  }
  say(`installing ${debianPackage} from Debian`);
  const output = await install({ debianPackage, service });
  const installed = find();
  if (installed) return installed;
  throw new Error(`${debianPackage} could not be installed (${output.trim().split('\n').at(-1)}): ${remedy}`);
}

/**
 * Resolves with what apt wrote, however it went; after the bound all of it is ended, apt too.
 * @param {{ debianPackage: string, service: string | undefined }} wanted
 * @returns {Promise<string>}
 */
function install({ debianPackage, service }) {
  return new Promise((resolve) => {
    const line = [
      `apt-get update && apt-get install -y --no-install-recommends ${debianPackage}`,
      // Nobody asked for the one with the machine's own configuration.
      ...(service === undefined
        ? []
        : [`{ ! command -v systemctl >/dev/null || systemctl disable --now ${service} || true; }`]),
    ].join(' && ');
    let output = '';
    const child = spawn('/bin/sh', ['-c', line], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that what the shell started ends with it.
      detached: true,
    });
    const bound = setTimeout(() => {
      output += `\nnot done after ${String(INSTALL_MS / 1000)} s`;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, INSTALL_MS);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
        output = (output + text).slice(-4000);
      });
    }
    child.on('error', (error) => {
      clearTimeout(bound);
      resolve(error.message);
    });
    child.on('close', () => {
      clearTimeout(bound);
      resolve(output);
    });
  });
}
