import { readFileSync } from 'node:fs';

/** The fields that are read of the package.json of this package. */
export interface OwnManifest {
  readonly version: string;
  readonly repository: { readonly url: string };
}

/** Reads the package.json of this package, which is beside `src` and `dist` alike. */
export function ownManifest(): OwnManifest {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as OwnManifest;
}
