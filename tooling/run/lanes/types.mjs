import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';
import { inTurn } from '../lib/lanes/in-turn.mjs';
import { packageHashes } from '../lib/workspace/package-hash.mjs';
import { root, scriptEnvironment } from '../lib/paths.mjs';
import { recall, remember } from '../lib/workspace/remember.mjs';
import { detail, warn } from '../lib/say.mjs';
import { execute } from '../lib/process/spawn.mjs';
import { oneFailed, onePassed, sum } from '../lib/lanes/tally.mjs';
import { workspacePackages } from '../lib/workspace/workspace.mjs';

const TEN_MINUTES = 600_000;
/** Here `tsc` is the native compiler: as strict, in a tenth of the time. */
const nativeCompiler = join(root, 'tooling', 'run', 'node_modules', '.bin');

/** Type-checks every package that has a `types` script and has changed, and says which ones with TypeScript have none. */
export async function runLane() {
  const hashes = packageHashes();
  const targets = workspacePackages().filter(({ path, manifest }) => {
    if (manifest.scripts?.['types']) return true;
    if (!path.startsWith('tooling/')) warn(`${path} has no "types" script: not checked`);
    return false;
  });
  let remembered = 0;
  const jobs = targets.map((target) => async () => {
    const key = `types-${target.path}`;
    const hash = hashes.get(target.path) ?? '';
    if (recall({ key, hash }) !== undefined) {
      remembered += 1;
      return onePassed();
    }
    const tally = await checkTypes(target);
    if (tally.failed === 0) remember({ key, hash, value: true });
    return tally;
  });
  const tally = sum(await inTurn({ jobs, width: availableParallelism() }));
  if (remembered > 0) detail(`types: ${remembered} packages as they last passed`);
  return tally;
}

/** @param {import('../lib/workspace/workspace.mjs').WorkspacePackage} target */
async function checkTypes({ directory, path, manifest }) {
  const env = scriptEnvironment(directory);
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const { code, output } = await execute({
    program: manifest.scripts?.['types'] ?? '',
    shell: true,
    cwd: directory,
    env: { ...env, [name]: [nativeCompiler, env[name]].join(delimiter) },
    timeLimit: TEN_MINUTES,
  });
  if (code === 0) return onePassed();
  console.log(output.trimEnd());
  return oneFailed(`types of ${path}`);
}
