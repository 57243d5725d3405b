import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const root: string = fileURLToPath(new URL('../../..', import.meta.url));

/** A package that is published. */
export interface PublishedPackage {
  readonly name: string;
  readonly directory: string;
  readonly manifest: Manifest;
}

/** The fields of a package.json that are read. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** Every package that is published, by name. */
export function publishedPackages(): readonly PublishedPackage[] {
  const folder = join(root, 'packages');
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .filter((directory) => existsSync(join(directory, 'package.json')))
    .map((directory) => {
      const manifest = readManifest(join(directory, 'package.json'));
      return { name: manifest.name, directory, manifest };
    })
    .filter(({ manifest }) => manifest.private !== true);
}

/** Reads a package.json. */
export function readManifest(file: string): Manifest {
  return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
}

/** The names that a consumer imports: the entry points of a package that are code. */
export function entriesOf({ name, exports = {} }: Manifest): readonly string[] {
  return Object.keys(exports)
    .filter((entry) => entry !== './package.json')
    .map((entry) => (entry === '.' ? name : `${name}${entry.slice(1)}`));
}

/** The versions of libraries that this repository is tested with, by name. */
export function testedVersions(names: readonly string[]): Readonly<Record<string, string>> {
  const manifests = [
    ...publishedPackages().map(({ manifest }) => manifest),
    readManifest(join(root, 'package.json')),
  ];
  return Object.fromEntries(
    names.map((name) => {
      const version = manifests.flatMap(
        ({ devDependencies, dependencies }) => devDependencies?.[name] ?? dependencies?.[name] ?? [],
      )[0];
      if (version === undefined) throw new Error(`No package of this repository is tested with ${name}.`);
      return [name, version];
    }),
  );
}
