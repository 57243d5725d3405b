import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root = resolve(fileURLToPath(new URL('../../..', import.meta.url)));

/** Where the commands keep what they remember between runs; gone with `node_modules`. */
export const cacheDirectory = join(root, 'node_modules', '.cache', 'jackfield');

/** Where reports for people and CI are written. */
export const reportsDirectory = join(root, 'reports');

/**
 * PATH as a package manager sets it for a script of `directory`, so that binaries are found without it.
 * @param {string} directory
 * @returns {NodeJS.ProcessEnv}
 */
export function scriptEnvironment(directory) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const bins = [join(directory, 'node_modules', '.bin'), join(root, 'node_modules', '.bin')];
  return { ...process.env, [name]: [...bins, process.env[name] ?? ''].join(delimiter) };
}
