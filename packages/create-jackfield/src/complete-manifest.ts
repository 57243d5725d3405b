import { CreateError } from './create-error.ts';
import { ownManifest } from './own-manifest.ts';
import type { Tarball } from './tarballs-in.ts';

/** The version in a template where the packages of Jackfield are meant that belong to this one. */
const meant = 'jackfield';

interface Manifest {
  readonly [field: string]: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** Completes the package.json of a template: its name, and where the packages of Jackfield come from. */
export function completeManifest(
  text: string,
  { name, tarballs }: { readonly name: string; readonly tarballs: ReadonlyMap<string, Tarball> | undefined },
): string {
  const manifest = JSON.parse(text) as Manifest;
  const { version } = ownManifest();
  const tarball = (wanted: string): Tarball | undefined => {
    const found = tarballs?.get(wanted);
    if (tarballs && !found)
      throw new CreateError(`--packages: ${wanted} is not there, and this project needs it.`);
    return found;
  };
  const installed = (wanted: string): string => {
    const found = tarball(wanted);
    return found ? `file:${found.file}` : `^${version}`;
  };
  const range = (wanted: string): string => `^${tarball(wanted)?.version ?? version}`;
  const complete = (
    all: Readonly<Record<string, string>> | undefined,
    of: (wanted: string) => string,
  ): Record<string, string> =>
    Object.fromEntries(
      Object.entries(all ?? {}).map(([wanted, said]) => [wanted, said === meant ? of(wanted) : said]),
    );
  const { dependencies, devDependencies, peerDependencies } = manifest;
  const completed = {
    ...manifest,
    name,
    ...(dependencies && { dependencies: complete(dependencies, installed) }),
    ...(peerDependencies && { peerDependencies: complete(peerDependencies, range) }),
    ...(devDependencies && { devDependencies: complete(devDependencies, installed) }),
  };
  return `${JSON.stringify(completed, undefined, 2)}\n`;
}
