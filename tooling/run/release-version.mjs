import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArguments } from './lib/arguments.mjs';
import { ensureInstalled } from './lib/workspace/install.mjs';
import { root, scriptEnvironment } from './lib/paths.mjs';
import { PlainError } from './lib/plain-error.mjs';
import { detail, say } from './lib/say.mjs';
import { execute } from './lib/process/spawn.mjs';
import { publishablePackages } from './lib/workspace/workspace.mjs';
import { firstChangelog } from './release/first-changelog.mjs';
import { narrowPeers, widenPeers } from './release/peers.mjs';

const unpublished = '0.0.0';
const FIVE_MINUTES = 300_000;

/**
 * Chooses the versions of the next release from the changesets, writes changelogs and removes the changesets.
 * @param {string[]} args
 */
export async function run(args) {
  const usage = 'npm run release:version -- [--snapshot TAG]   (a snapshot is a canary: 0.0.0-TAG-DATE)';
  const { snapshot } = readArguments({ args, options: { snapshot: { type: 'string' } }, usage });
  await ensureInstalled();
  say(snapshot === undefined ? 'Versions from the changesets' : `A snapshot, ${String(snapshot)}`);
  const before = publishablePackages();
  widenPeers(before);
  try {
    const { code, output } = await execute({
      program: `changeset version ${snapshot === undefined ? '' : `--snapshot ${String(snapshot)}`}`,
      shell: true,
      cwd: root,
      env: scriptEnvironment(root),
      timeLimit: FIVE_MINUTES,
    });
    if (code !== 0) throw new PlainError(`changeset version failed: ${output.trim().split('\n').at(-1)}`);
  } finally {
    narrowPeers(before);
  }
  const versions = new Map(before.map(({ name, manifest }) => [name, manifest.version]));
  for (const { name, directory, manifest } of publishablePackages()) {
    const { version = unpublished } = manifest;
    if (version !== versions.get(name)) detail(`${name} ${version}`);
    const text =
      snapshot === undefined && versions.get(name) === unpublished
        ? firstChangelog({ name, version })
        : undefined;
    if (text !== undefined) writeFileSync(join(directory, 'CHANGELOG.md'), text);
  }
  return 0;
}
