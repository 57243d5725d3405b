import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { packageHashes } from '../lib/workspace/package-hash.mjs';
import { root, scriptEnvironment } from '../lib/paths.mjs';
import { recall, remember } from '../lib/workspace/remember.mjs';
import { detail } from '../lib/say.mjs';
import { execute } from '../lib/process/spawn.mjs';
import { oneFailed, onePassed, sum } from '../lib/lanes/tally.mjs';
import { filesBelow, hashOf } from '../lib/workspace/walk.mjs';
import { workspacePackages } from '../lib/workspace/workspace.mjs';

const TEN_MINUTES = 600_000;

/**
 * @typedef {object} Part what is remembered as a whole
 * @property {string} name the folder of a package, or `root` for all other files
 * @property {string[]} paths
 * @property {string} hash
 */

/** ESLint and Prettier each count once for each package and once for all files outside of packages. */
export async function runLane() {
  const parts = partsOf();
  return sum([
    await onlyChanged({ tool: 'eslint', parts, run: runEslint }),
    await onlyChanged({ tool: 'prettier', parts, run: runPrettier }),
  ]);
}

/** @returns {Part[]} */
function partsOf() {
  // Typed rules look across files, so ESLint's own cache would miss a change: what a package depends on is in its hash.
  const hashes = packageHashes();
  const folders = workspacePackages().map(({ path }) => path);
  const outside = filesBelow(root).filter(
    (file) => !folders.some((folder) => fromRoot(file).startsWith(`${folder}/`)),
  );
  const packages = folders.map((path) => ({ name: path, paths: [path], hash: hashes.get(path) ?? '' }));
  const everything = [...hashes.values()].join(' ');
  const rest = hashOf({ base: root, files: outside, salt: everything });
  return [...packages, { name: 'root', paths: outside.map(fromRoot), hash: rest }];
}

/**
 * Runs a tool over the parts that changed since it last passed, all at one go.
 * @param {{ tool: string, parts: readonly Part[], run: (parts: readonly Part[]) => Promise<Map<string, number>> }} request
 */
async function onlyChanged({ tool, parts, run }) {
  const keyOf = (/** @type {Part} */ { name }) => `lint-${tool}-${name}`;
  const changed = parts.filter((part) => recall({ key: keyOf(part), hash: part.hash }) === undefined);
  if (changed.length < parts.length)
    detail(`${tool}: ${parts.length - changed.length} packages as they last passed`);
  const bad = changed.length === 0 ? new Map() : await run(changed);
  for (const part of changed)
    if (!bad.get(part.name)) remember({ key: keyOf(part), hash: part.hash, value: true });
  return tallyOf({ tool, parts, bad });
}

/**
 * @param {{ tool: string, parts: readonly Pick<Part, 'name'>[], bad: ReadonlyMap<string, number> }} found how many files are
 *   wrong, by part
 */
export function tallyOf({ tool, parts, bad }) {
  return sum(
    parts.map(({ name }) => {
      const count = bad.get(name) ?? 0;
      return count === 0 ? onePassed() : oneFailed(`${tool} ${name}: ${count} file${count === 1 ? '' : 's'}`);
    }),
  );
}

/**
 * How many of the files are in each part.
 * @param {{ files: readonly string[], parts: readonly Pick<Part, 'name'>[] }} found paths from the root
 */
export function countByPart({ files, parts }) {
  const counts = new Map();
  for (const file of files) {
    const { name } = parts.find((part) => file.startsWith(`${part.name}/`)) ?? { name: 'root' };
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** @param {readonly Part[]} parts */
async function runEslint(parts) {
  const { ESLint } = await import('eslint');
  const eslint = new ESLint({ cwd: root, warnIgnored: false, errorOnUnmatchedPattern: false });
  const lintable = parts.flatMap(({ name, paths }) =>
    name === 'root' ? paths.filter((path) => /\.(ts|js|mjs|cjs|svelte)$/.test(path)) : paths,
  );
  const results = await eslint.lintFiles(lintable);
  const formatter = await eslint.loadFormatter('stylish');
  const text = await formatter.format(results);
  if (text.trim()) console.log(text);
  const wrong = results.filter(({ errorCount, warningCount }) => errorCount + warningCount > 0);
  return countByPart({ files: wrong.map(({ filePath }) => fromRoot(filePath)), parts });
}

/** @param {readonly Part[]} parts */
async function runPrettier(parts) {
  const paths = parts.flatMap((part) => part.paths);
  const { code, output } = await execute({
    program: 'prettier',
    args: ['--list-different', '--ignore-unknown', '--no-error-on-unmatched-pattern', ...paths],
    cwd: root,
    env: scriptEnvironment(root),
    timeLimit: TEN_MINUTES,
  });
  if (code === 0) return new Map();
  console.log(`${output.trimEnd()}\nPrettier ("npm run format" writes what it wants)`);
  const files = output.split('\n').filter((line) => isFile(line));
  // What Prettier says about no file, such as a broken configuration, is a failure as well.
  return files.length > 0 ? countByPart({ files, parts }) : new Map([['root', 1]]);
}

/** @param {string} line */
function isFile(line) {
  try {
    return line !== '' && readFileSync(join(root, line)).length >= 0;
  } catch {
    // A line about something else.
    return false;
  }
}

/** @param {string} file */
function fromRoot(file) {
  return relative(root, file).split(sep).join('/');
}
