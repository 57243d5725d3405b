import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The root of the repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Bundles what one process plays, and gives its file to `use`. A run is a few milliseconds long: no server stands between it and
 * the sources.
 * @param {(file: string) => Promise<void>} use
 * @param {{ changed?: string }} [options] a folder whose files stand for those of the same path in the repository
 */
export async function withBundle(use, { changed } = {}) {
  const scratch = mkdtempSync(join(tmpdir(), 'jackfield-model-'));
  const file = join(scratch, 'shard.mjs');
  try {
    await build({
      entryPoints: [fileURLToPath(new URL('src/search/shard.ts', import.meta.url))],
      outfile: file,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      conditions: ['@jackfield/source'],
      logLevel: 'error',
      sourcemap: 'inline',
      plugins: changed === undefined ? [] : [inPlaceOf(changed)],
    });
    await use(file);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @returns {import('esbuild').Plugin}
 */
function inPlaceOf(folder) {
  return {
    name: 'changed-sources',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]packages[\\/](core|adapter-fake)[\\/]src[\\/].*\.ts$/ }, ({ path }) => ({
        contents: readFileSync(join(folder, relative(root, path)), 'utf8'),
        loader: 'ts',
      }));
    },
  };
}
