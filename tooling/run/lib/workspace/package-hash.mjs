import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';
import { filesBelow, hashOf } from './walk.mjs';
import { workspacePackages } from './workspace.mjs';

/** What counts for every package: versions, shared presets, and the scripts that check. */
const common = [
  'package.json',
  'pnpm-lock.yaml',
  'eslint.config.js',
  '.prettierrc',
  '.prettierignore',
  'tooling/tsconfig',
  'tooling/eslint',
  'tooling/run',
];

/**
 * Hashes of packages by folder, each over the files of the package, of all packages of the workspace that it depends on, and
 * of what counts for every package: what is checked with types depends on no more.
 * @param {{ base?: string }} [where]
 * @returns {Map<string, string>}
 */
export function packageHashes({ base = root } = {}) {
  const packages = workspacePackages(base);
  const byName = new Map(packages.map((each) => [each.name, each]));
  const shared = common.map((path) => join(base, path)).filter((path) => existsSync(path));
  const salt = hashOf({
    base,
    files: shared.flatMap((path) => filesBelow(path)),
    salt: process.versions.node,
  });
  const own = new Map(
    packages.map(({ name, directory }) => [name, hashOf({ base, files: filesBelow(directory) })]),
  );
  return new Map(
    packages.map(({ name, path }) => {
      const names = [...closure(name, byName)].sort();
      return [path, [salt, ...names.map((each) => own.get(each))].join(' ')];
    }),
  );
}

/**
 * A package and all that it depends on.
 * @param {string} name
 * @param {Map<string, import('./workspace.mjs').WorkspacePackage>} byName
 * @param {Set<string>} [found]
 */
function closure(name, byName, found = new Set()) {
  const target = byName.get(name);
  if (!target || found.has(name)) return found;
  found.add(name);
  const { dependencies, devDependencies, peerDependencies } = target.manifest;
  for (const other of Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies }))
    closure(other, byName, found);
  return found;
}
