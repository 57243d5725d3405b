import { readArguments } from './lib/arguments.mjs';
import { ensureInstalled } from './lib/workspace/install.mjs';
import { root, scriptEnvironment } from './lib/paths.mjs';
import { say } from './lib/say.mjs';
import { execute } from './lib/process/spawn.mjs';

/** @param {string[]} args */
export async function run(args) {
  readArguments({ args, options: {}, usage: 'npm run format' });
  await ensureInstalled();
  say('Formatting with Prettier');
  const { code } = await execute({
    program: 'prettier --write --list-different .',
    shell: true,
    cwd: root,
    env: scriptEnvironment(root),
    inherit: true,
  });
  return code;
}
