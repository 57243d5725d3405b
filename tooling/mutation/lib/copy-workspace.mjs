import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const folders = [
  'packages/core',
  'packages/contract',
  'packages/adapter-fake',
  'tooling/vitest',
  'tooling/tsconfig',
  'tooling/tsdown',
  'docs',
];
const passedOver = new Set(['dist', 'coverage', '.turbo', '.stryker-tmp', 'reports']);

/**
 * Runs something in a copy of what core is tested with: Stryker writes its changes into the sources.
 * @template Result
 * @param {string} root
 * @param {(copy: string) => Promise<Result>} run
 * @returns {Promise<Result>}
 */
export async function withCopy(root, run) {
  const copy = mkdtempSync(join(tmpdir(), 'jackfield-mutation-'));
  try {
    for (const folder of folders)
      cpSync(join(root, folder), join(copy, folder), {
        recursive: true,
        // Packages find one another as they do here.
        verbatimSymlinks: true,
        filter: (path) => !passedOver.has(basename(path)),
      });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    writeFileSync(
      join(copy, 'package.json'),
      JSON.stringify({ name: 'copy', private: true, type: 'module' }),
    );
    return await run(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
