import { readArguments } from './lib/arguments.mjs';
import { ensureInstalled } from './lib/workspace/install.mjs';
import { detail, good, say } from './lib/say.mjs';
import { runTask } from './lib/workspace/turbo.mjs';
import { PlainError } from './lib/plain-error.mjs';

/**
 * Builds the documentation site.
 * @param {string[]} args
 */
export async function run(args) {
  readArguments({ args, options: {}, usage: 'npm run docs:build' });
  await ensureInstalled();
  say('Building the documentation site');
  const built = await runTask({ task: 'build', filters: ['@jackfield/docs'] });
  if (built.failed > 0) throw new PlainError(`The site was not built: ${built.failures.join('; ')}.`);
  good('apps/docs/dist');
  detail('any server of static files serves it; JACKFIELD_DOCS_BASE is the path that it will stand under');
  return 0;
}
