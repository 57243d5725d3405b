import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
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
  process.env['JACKFIELD_BROWSER'] ??= await findBrowser();
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

/** The browser that the other lanes use, which is installed where there is none. */
async function findBrowser(): Promise<string> {
  const finder = pathToFileURL(join(root, 'tooling', 'run', 'lib', 'browser', 'browser.mjs')).href;
  const script = `const { ensureBrowser } = await import(${JSON.stringify(finder)}); console.log('\\n' + (await ensureBrowser() ?? ''));`;
  const output = await mustRun(process.execPath, ['--input-type=module', '-e', script], { cwd: root });
  const path = output.trim().split('\n').at(-1)?.trim() ?? '';
  if (path === '')
    throw new Error('There is no browser: install Chromium or Chrome, or set JACKFIELD_BROWSER.');
  return path;
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
