import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readDemoArguments } from './lib/demo-arguments.mjs';
import { ensureInstalled } from './lib/workspace/install.mjs';
import { root } from './lib/paths.mjs';
import { PlainError } from './lib/plain-error.mjs';
import { say } from './lib/say.mjs';
import { runTask } from './lib/workspace/turbo.mjs';
import { workspacePackages } from './lib/workspace/workspace.mjs';

const apps = ['@jackfield/demo', '@jackfield/server'];
const server = join(root, 'apps', 'server', 'dist', 'main.js');

/**
 * Builds the demo and its server and runs the server in the foreground.
 * @param {string[]} args
 */
export async function run(args) {
  // Before any install: whoever asks what there is does not want to wait for it.
  const asked = readDemoArguments(args);
  if ('answer' in asked) {
    console.log(asked.answer);
    return 0;
  }
  const names = workspacePackages().map(({ name }) => name);
  const missing = apps.filter((name) => !names.includes(name));
  if (missing.length > 0)
    throw new PlainError(`The demo cannot start: ${missing.join(' and ')} is not in this repository yet.`);
  await ensureInstalled();
  say('Building the demo and its server (unchanged parts come from the cache)');
  const built = await runTask({ task: 'build', filters: apps });
  if (built.failed > 0) throw new PlainError(`The demo cannot start: ${built.failures.join('; ')}.`);
  if (!existsSync(server))
    throw new PlainError(
      'The demo cannot start: building @jackfield/server left no apps/server/dist/main.js.',
    );
  say('Starting the server; Ctrl-C stops it');
  return serve(asked.server);
}

/**
 * @param {string[]} args
 * @returns {Promise<number>}
 */
function serve(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [server, ...args], {
      cwd: join(root, 'apps', 'server'),
      stdio: 'inherit',
    });
    // The terminal sends Ctrl-C to both processes; this one only has to outlive the server's own clean-up.
    const forward = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    const wait = () => undefined;
    const onTerminate = () => forward('SIGTERM');
    process.removeAllListeners('SIGINT').on('SIGINT', wait);
    process.removeAllListeners('SIGTERM').on('SIGTERM', onTerminate);
    child.on('error', () => resolve(1));
    child.on('exit', (code, signal) => {
      process.off('SIGINT', wait).off('SIGTERM', onTerminate);
      resolve(signal === 'SIGINT' || signal === 'SIGTERM' || code === 130 || code === 143 ? 0 : (code ?? 1));
    });
  });
}
