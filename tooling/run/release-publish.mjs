import { readArguments } from './lib/arguments.mjs';
import { ensureInstalled } from './lib/workspace/install.mjs';
import { root, scriptEnvironment } from './lib/paths.mjs';
import { execute } from './lib/process/spawn.mjs';
import { runTask } from './lib/workspace/turbo.mjs';

/**
 * Builds and publishes what the registry does not have yet, in the order of what needs what. The release workflow runs it.
 * @param {string[]} args
 */
export async function run(args) {
  const usage = 'npm run release:publish -- [--tag TAG]';
  const { tag } = readArguments({ args, options: { tag: { type: 'string' } }, usage });
  await ensureInstalled();
  const built = await runTask({ task: 'build', filters: ['./packages/*'] });
  if (built.failed > 0) return 1;
  const { code } = await execute({
    program: `changeset publish ${tag === undefined ? '' : `--tag ${String(tag)}`}`,
    shell: true,
    cwd: root,
    env: scriptEnvironment(root),
    inherit: true,
  });
  return code;
}
