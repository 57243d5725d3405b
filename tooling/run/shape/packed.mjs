import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pack } from '../release/pack.mjs';

/**
 * @typedef {object} Packed
 * @property {Buffer} tarball what would be uploaded
 * @property {any} contents its files, as attw reads them
 * @property {import('../lib/workspace/workspace.mjs').Manifest} manifest the published package.json
 * @property {string} consumer a folder in which the package is installed from the tarball
 */

/**
 * Packs a package as publishing would and installs it in a throw-away project, then removes both.
 * @template T
 * @param {{ target: import('../lib/workspace/workspace.mjs').WorkspacePackage, use: (packed: Packed) => Promise<T> }} request
 * @returns {Promise<T>}
 */
export async function withPacked({ target, use }) {
  const scratch = mkdtempSync(join(tmpdir(), 'jackfield-pack-'));
  try {
    const file = await pack({ target, folder: scratch });
    const tarball = readFileSync(join(scratch, file));
    const { createPackageFromTarballData } = await import('@arethetypeswrong/core');
    const contents = createPackageFromTarballData(tarball);
    const consumer = install({ scratch, target, contents });
    const manifest = JSON.parse(contents.readFile(`/node_modules/${target.name}/package.json`));
    return await use({ tarball, contents, manifest, consumer });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** @param {{ scratch: string, target: import('../lib/workspace/workspace.mjs').WorkspacePackage, contents: any }} request */
function install({ scratch, target, contents }) {
  const consumer = join(realpathSync(scratch), 'consumer');
  for (const path of contents.listFiles()) {
    const file = join(consumer, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, contents.readFile(path));
  }
  writeFileSync(join(consumer, 'package.json'), '{ "type": "module", "private": true }\n');
  const { dependencies, peerDependencies } = target.manifest;
  for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
    const link = join(consumer, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    try {
      symlinkSync(realpathSync(join(target.directory, 'node_modules', name)), link, 'junction');
    } catch {
      // An optional peer that is not installed here: an import of it will say so.
    }
  }
  return consumer;
}
