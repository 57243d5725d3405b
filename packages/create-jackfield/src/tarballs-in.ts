import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateError } from './create-error.ts';

/** A packed package of Jackfield. */
export interface Tarball {
  readonly file: string;
  readonly version: string;
}

/** Finds the packed packages of Jackfield in a folder, by name. */
export async function tarballsIn(folder: string): Promise<ReadonlyMap<string, Tarball>> {
  const files = await readdir(folder).catch((cause: unknown) => {
    throw new CreateError(`--packages: ${folder} cannot be read.`, { cause });
  });
  const found = new Map<string, Tarball>();
  for (const name of files) {
    const [, short, version] = /^jackfield-([a-z0-9-]+?)-(\d+\.\d+\.\d+(?:-.+)?)\.tgz$/u.exec(name) ?? [];
    if (short === undefined || version === undefined) continue;
    const key = `@jackfield/${short}`;
    if (found.has(key)) throw new CreateError(`--packages: there are two of ${key} in ${folder}.`);
    found.set(key, { file: join(folder, name), version });
  }
  if (found.size === 0)
    throw new CreateError(`--packages: there is no packed package of Jackfield in ${folder}.`);
  return found;
}
