import { relative, sep } from 'node:path';
import { root, scriptEnvironment } from '../lib/paths.mjs';
import { recall, remember } from '../lib/remember.mjs';
import { detail } from '../lib/say.mjs';
import { execute } from '../lib/spawn.mjs';
import { oneFailed, onePassed, sum } from '../lib/tally.mjs';
import { filesBelow, hashOf } from '../lib/walk.mjs';
import { workspacePackages } from '../lib/workspace.mjs';

const TEN_MINUTES = 600_000;

/** ESLint counts once for each package and once for the root's own files, Prettier once. */
export async function runLane() {
  // Typed rules look across files, so ESLint's own cache would miss a change; the whole tree is the key here.
  const hash = hashOf({ base: root, files: filesBelow(root), salt: process.versions.node });
  const remembered = recall({ key: 'lint', hash });
  if (remembered) {
    detail('nothing changed since lint last passed');
    return remembered;
  }
  const tally = sum([await runEslint(), await runPrettier()]);
  if (tally.failed === 0) remember({ key: 'lint', hash, value: tally });
  return tally;
}

async function runEslint() {
  const { ESLint } = await import('eslint');
  const eslint = new ESLint({ cwd: root, warnIgnored: false, errorOnUnmatchedPattern: false });
  const results = await eslint.lintFiles(['.']);
  const formatter = await eslint.loadFormatter('stylish');
  const text = await formatter.format(results);
  if (text.trim()) console.log(text);
  return tallyByPackage(
    results.map((result) => ({ path: result.filePath, bad: result.errorCount + result.warningCount > 0 })),
  );
}

/**
 * @param {{ path: string, bad: boolean }[]} results
 * @param {string[]} [folders] of packages, from the root
 */
export function tallyByPackage(results, folders = workspacePackages().map(({ path }) => path)) {
  /** @type {Map<string, number>} */
  const badFiles = new Map();
  for (const { path, bad } of results) {
    const file = relative(root, path).split(sep).join('/');
    const folder = folders.find((candidate) => file.startsWith(`${candidate}/`)) ?? 'root';
    badFiles.set(folder, (badFiles.get(folder) ?? 0) + (bad ? 1 : 0));
  }
  const tallies = [...badFiles].map(([folder, count]) =>
    count === 0 ? onePassed() : oneFailed(`eslint ${folder}: ${count} file${count === 1 ? '' : 's'}`),
  );
  return sum(tallies);
}

async function runPrettier() {
  const { code, output } = await execute({
    program: 'prettier --check --log-level=warn .',
    shell: true,
    cwd: root,
    env: scriptEnvironment(root),
    timeLimit: TEN_MINUTES,
  });
  if (code === 0) return onePassed();
  console.log(output.trimEnd());
  return oneFailed('prettier --check ("npm run format" writes what it wants)');
}
