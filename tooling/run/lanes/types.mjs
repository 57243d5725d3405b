import { warn } from '../lib/say.mjs';
import { runTask } from '../lib/turbo.mjs';
import { workspacePackages } from '../lib/workspace.mjs';

/** Type-checks every package that has a `types` script, and says which ones with TypeScript have none. */
export async function runLane() {
  for (const { path, manifest } of workspacePackages()) {
    if (!manifest.scripts?.['types'] && !path.startsWith('tooling/'))
      warn(`${path} has no "types" script: not checked`);
  }
  return runTask({ task: 'types' });
}
