import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const generated = new Set([
  'node_modules',
  'dist',
  '.turbo',
  '.cache',
  '.git',
  'coverage',
  'reports',
  'test-results',
  'playwright-report',
]);

/**
 * Every file below a directory (or the file itself), sorted, generated folders left out.
 * @param {string} start
 * @param {{ includeGenerated?: boolean }} [choices]
 * @returns {string[]} absolute paths
 */
export function filesBelow(start, { includeGenerated = false } = {}) {
  if (!existsSync(start)) return [];
  if (statSync(start).isFile()) return [start];
  /** @type {string[]} */
  const found = [];
  for (const entry of readdirSync(start, { withFileTypes: true })) {
    if (
      entry.isDirectory() &&
      (entry.name === 'node_modules' || (!includeGenerated && generated.has(entry.name)))
    )
      continue;
    const path = join(start, entry.name);
    if (entry.isDirectory()) found.push(...filesBelow(path, { includeGenerated }));
    else if (entry.isFile() && !entry.name.endsWith('.tsbuildinfo')) found.push(path);
  }
  return found.sort();
}

/**
 * One hash over the names and contents of files.
 * @param {{ base: string, files: string[], salt?: string }} request
 */
export function hashOf({ base, files, salt = '' }) {
  const hash = createHash('sha256').update(salt);
  for (const file of files) {
    hash
      .update(relative(base, file).split(sep).join('/'))
      .update('\0')
      .update(readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}
