import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root } from '../paths.mjs';
import { PlainError } from '../plain-error.mjs';

/**
 * @typedef {object} Manifest
 * @property {string} name
 * @property {string} [version]
 * @property {boolean} [private]
 * @property {Record<string, string>} [scripts]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [devDependencies]
 * @property {Record<string, string>} [peerDependencies]
 * @property {{ takesMinutes?: boolean }} [jackfield] what the commands need to know of it
 * @property {Record<string, any>} [exports]
 * @property {{ access?: string, provenance?: boolean, exports?: Record<string, any> }} [publishConfig]
 *
 * @typedef {object} WorkspacePackage
 * @property {string} name
 * @property {string} directory absolute
 * @property {string} path from the root, with forward slashes
 * @property {Manifest} manifest
 */

/** The folders of pnpm-workspace.yaml. */
export const workspaceFolders = ['packages', 'apps', 'tooling'];

/**
 * Every package of the workspace, in a fixed order.
 * @param {string} [base] the repository's root
 * @returns {WorkspacePackage[]}
 */
export function workspacePackages(base = root) {
  return workspaceFolders.flatMap((folder) => {
    const parent = join(base, folder);
    if (!existsSync(parent)) return [];
    return readdirSync(parent)
      .sort()
      .filter((name) => existsSync(join(parent, name, 'package.json')))
      .map((name) => readPackage({ base, directory: join(parent, name) }));
  });
}

/**
 * @param {{ base: string, directory: string }} where
 * @returns {WorkspacePackage}
 */
function readPackage({ base, directory }) {
  const path = relative(base, directory).split(sep).join('/');
  const manifest = readJson(join(directory, 'package.json'));
  if (typeof manifest?.name !== 'string') throw new PlainError(`${path}/package.json has no name.`);
  return { name: manifest.name, directory, path, manifest };
}

/**
 * @param {string} file
 * @returns {any}
 */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new PlainError(`${file} cannot be read as JSON: ${/** @type {Error} */ (error).message}`);
  }
}

/** Packages that are published: those under `packages/` that are not private. */
export function publishablePackages(base = root) {
  return workspacePackages(base).filter(
    ({ path, manifest }) => path.startsWith('packages/') && !manifest.private,
  );
}
