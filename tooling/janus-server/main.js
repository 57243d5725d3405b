// Installs the Janus server that tests use, unless it is there already, and prints its path. The last line of a failure says what
// is missing: the server, or a network namespace in which it finds a way for media.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureJanusServer } from './ensure-server.js';
import { namespaceLine, namespaceRemedy } from './media-interface.js';

const probe = `import(${JSON.stringify(fileURLToPath(new URL('media-interface.js', import.meta.url)))}).then((each) => each.mediaInterface())`;

try {
  const path = await ensureJanusServer({ say: (line) => console.error(`· ${line}`) });
  const [program = '', ...args] = namespaceLine([process.execPath, '-e', probe]);
  const { status } = spawnSync(program, args, { stdio: 'ignore' });
  if (status !== 0) throw new Error(`There is no network namespace for a Janus server: ${namespaceRemedy}`);
  console.log(path);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = process.argv.includes('--optional') ? 0 : 1;
}
