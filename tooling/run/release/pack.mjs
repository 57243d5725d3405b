import { readdirSync } from 'node:fs';
import { scriptEnvironment } from '../lib/paths.mjs';
import { PlainError } from '../lib/plain-error.mjs';
import { execute } from '../lib/process/spawn.mjs';

const TWO_MINUTES = 120_000;

/**
 * Packs one package into a folder as publishing would. Throws a PlainError where that fails.
 * @param {{ target: import('../lib/workspace/workspace.mjs').WorkspacePackage, folder: string }} request
 * @returns {Promise<string>} the name of its file in the folder
 */
export async function pack({ target, folder }) {
  const before = readdirSync(folder);
  const { code, output } = await execute({
    program: `pnpm pack --pack-destination "${folder}"`,
    shell: true,
    cwd: target.directory,
    env: scriptEnvironment(target.directory),
    timeLimit: TWO_MINUTES,
  });
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz') && !before.includes(name));
  if (code !== 0 || tarball === undefined)
    throw new PlainError(`${target.path} cannot be packed: ${output.trim().split('\n').at(-1)}`);
  return tarball;
}
