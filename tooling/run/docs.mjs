import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { readArguments } from './lib/arguments.mjs';
import { ensureInstalled } from './lib/workspace/install.mjs';
import { root, scriptEnvironment } from './lib/paths.mjs';

/**
 * Serves the documentation site while its documents are written, in the foreground.
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export async function run(args) {
  readArguments({ args, options: {}, usage: 'npm run docs' });
  await ensureInstalled();
  return new Promise((resolve) => {
    const child = spawn('pnpm', ['run', 'dev'], {
      cwd: join(root, 'apps', 'docs'),
      env: scriptEnvironment(root),
      stdio: 'inherit',
    });
    // The terminal sends Ctrl-C to both; this one only has to outlive it.
    process.removeAllListeners('SIGINT').on('SIGINT', () => undefined);
    process.removeAllListeners('SIGTERM').on('SIGTERM', () => child.kill('SIGTERM'));
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 0));
  });
}
