import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readArguments } from './lib/arguments.mjs';
import { ensureInstalled } from './lib/workspace/install.mjs';
import { root } from './lib/paths.mjs';
import { PlainError } from './lib/plain-error.mjs';
import { detail, say } from './lib/say.mjs';
import { runTask } from './lib/workspace/turbo.mjs';
import { publishablePackages } from './lib/workspace/workspace.mjs';
import { pack } from './release/pack.mjs';

const usage = 'npm run release:pack -- [--package core,adapter-p2p]   (all of them where none is named)';

/**
 * Builds packages and packs them as publishing would, for who wants them before a registry has them. Says how they are installed.
 * @param {string[]} args
 */
export async function run(args) {
  const { package: named } = readArguments({
    args,
    options: { package: { type: 'string', multiple: true } },
    usage,
  });
  const targets = choosePackages({ all: publishablePackages(), named: named ?? [] });
  await ensureInstalled();
  say('Building and packing');
  const built = await runTask({ task: 'build', filters: targets.map(({ path }) => `./${path}`) });
  if (built.failed > 0) throw new PlainError(`Not everything could be built: ${built.failures.join('; ')}.`);
  const folder = join(root, 'reports', 'release');
  mkdirSync(folder, { recursive: true });
  const files = [];
  for (const target of targets) {
    for (const old of tarballsOf({ name: target.name, files: readdirSync(folder) }))
      rmSync(join(folder, old));
    files.push(join(folder, await pack({ target, folder })));
  }
  say(
    named === undefined
      ? 'In the folder of an app: npm install, and those of these that it needs'
      : 'In the folder of an app',
  );
  for (const line of named === undefined ? files : [`npm install ${files.join(' ')}`]) detail(line);
  return 0;
}

/**
 * The packages that were named by their folders; all where none was.
 * @template {{ path: string }} T
 * @param {{ all: readonly T[], named: readonly string[] }} request
 * @returns {readonly T[]}
 */
export function choosePackages({ all, named }) {
  const folders = named.flatMap((entry) => entry.split(',')).map((name) => name.trim());
  const folderOf = (/** @type {T} */ { path }) => path.split('/').at(-1) ?? '';
  const unknown = folders.find((name) => !all.some((target) => folderOf(target) === name));
  if (unknown !== undefined)
    throw new PlainError(
      `There is no package "${unknown}". Packages: ${all.map(folderOf).join(', ')}. Usage: ${usage}`,
    );
  return folders.length === 0 ? all : all.filter((target) => folders.includes(folderOf(target)));
}

/**
 * The tarballs of a package from before, of whatever version.
 * @param {{ name: string, files: readonly string[] }} found
 */
export function tarballsOf({ name, files }) {
  const start = `${name.replace('@', '').replace('/', '-')}-`;
  return files.filter((file) => file.startsWith(start) && /^\d.*\.tgz$/u.test(file.slice(start.length)));
}
