import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { publishedPackages, root } from './packages.ts';
import { mustRun } from './run.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The tarballs that would be published: file by name of the package. */
    readonly tarballs: Readonly<Record<string, string>>;
  }
}

/** Packs every package before the tests, as publishing would; `JACKFIELD_PACKED` names a folder in which they are already. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const given = process.env['JACKFIELD_PACKED'];
  const folder = given ?? (await realpath(await mkdtemp(join(tmpdir(), 'jackfield-packed-'))));
  if (given === undefined) {
    const pnpm = join(root, 'node_modules', '.bin', 'pnpm');
    for (const { directory } of publishedPackages())
      await mustRun(pnpm, ['pack', '--pack-destination', folder], { cwd: directory });
  }
  provide('tarballs', await tarballsIn(folder));
  return async () => {
    if (given === undefined) await rm(folder, { recursive: true, force: true });
  };
}

async function tarballsIn(folder: string): Promise<Record<string, string>> {
  const files = await readdir(folder);
  const entries = publishedPackages().map(({ name, manifest }) => {
    const file = `${name.replace('@', '').replace('/', '-')}-${manifest.version}.tgz`;
    if (!files.includes(file)) throw new Error(`${file} is not in ${folder}.`);
    return [name, join(folder, file)] as const;
  });
  return Object.fromEntries(entries);
}
