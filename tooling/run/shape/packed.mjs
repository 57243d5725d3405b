import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { scriptEnvironment } from '../lib/paths.mjs';
import { PlainError } from '../lib/plain-error.mjs';
import { execute } from '../lib/spawn.mjs';

/**
 * @typedef {object} Packed
 * @property {Buffer} tarball what would be uploaded
 * @property {any} contents its files, as attw reads them
 * @property {import('../lib/workspace.mjs').Manifest} manifest the published package.json
 * @property {string} consumer a folder in which the package is installed from the tarball
 */

const TWO_MINUTES = 120_000;

/**
 * Packs a package as publishing would and installs it in a throw-away project, then removes both.
 * @template T
 * @param {{ target: import('../lib/workspace.mjs').WorkspacePackage, use: (packed: Packed) => Promise<T> }} request
 * @returns {Promise<T>}
 */
export async function withPacked({ target, use }) {
  const scratch = mkdtempSync(join(tmpdir(), 'jackfield-pack-'));
  try {
    const { code, output } = await execute({
      program: `pnpm pack --pack-destination "${scratch}"`,
      shell: true,
      cwd: target.directory,
      env: scriptEnvironment(target.directory),
      timeLimit: TWO_MINUTES,
    });
    const file = readdirSync(scratch).find((name) => name.endsWith('.tgz'));
    if (code !== 0 || file === undefined)
      throw new PlainError(`${target.path} cannot be packed: ${output.trim().split('\n').at(-1)}`);
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

/** @param {{ scratch: string, target: import('../lib/workspace.mjs').WorkspacePackage, contents: any }} request */
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
