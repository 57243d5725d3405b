import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Reads the version of a package as it is installed for the one that a file is in. */
export function installedVersion(name: string, from: URL): string {
  const folders = createRequire(from).resolve.paths(name) ?? [];
  for (const folder of folders) {
    try {
      const manifest: unknown = JSON.parse(readFileSync(`${folder}/${name}/package.json`, 'utf8'));
      return String(Reflect.get(Object(manifest) as object, 'version'));
    } catch (error) {
      // The next folder up may have it.
      if (!(error instanceof Error && 'code' in error)) throw error;
    }
  }
  throw new RangeError(`${name} is not installed.`);
}
