import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findJanusServer, janusRemedy } from './find-server.js';

const INSTALL_MS = 180_000;

/**
 * @param {{ say?: (line: string) => void }} [options]
 * @returns {Promise<string>}
 */
export async function ensureJanusServer({ say = () => undefined } = {}) {
  const found = findJanusServer();
  if (found) return found;
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    throw new Error(`There is no Janus server: ${janusRemedy}`);
  }
  say('installing janus from Debian');
  const output = await install();
  const installed = findJanusServer();
  if (installed) return installed;
  throw new Error(`janus could not be installed (${output.trim().split('\n').at(-1)}): ${janusRemedy}`);
}

/** Resolves with what apt wrote, however it went; after the bound all of it is ended, apt too. @returns {Promise<string>} */
function install() {
  return new Promise((resolve) => {
    const line = [
      'apt-get update && apt-get install -y --no-install-recommends janus',
      // The package starts a service with its own configuration where there is an init system. Nobody asked for that one.
      '{ ! command -v systemctl >/dev/null || systemctl disable --now janus || true; }',
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
