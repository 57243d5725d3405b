import { basename, join, resolve } from 'node:path';
import { CreateError } from './create-error.ts';
import { checkPackageName, checkVendor } from './check-names.ts';
import { checkTarget } from './check-target.ts';
import { completeManifest } from './complete-manifest.ts';
import { nameVendor } from './name-vendor.ts';
import { readTemplate, type TemplateFiles } from './read-template.ts';
import { withAddress } from './repository.ts';
import { tarballsIn } from './tarballs-in.ts';
import { writeFiles } from './write-files.ts';

/** The templates of an app. */
export const appTemplates = ['vanilla', 'svelte', 'react'] as const;

/** The wish for a project. */
export type ProjectWish = {
  /** The folder, which must be empty or not there yet. */
  readonly directory: string;
  /** The name in package.json; that of the folder where left out. */
  readonly name?: string | undefined;
  /** A folder with packed packages of Jackfield, to install those; the registry where left out. */
  readonly packages?: string | undefined;
} & (
  | {
      readonly kind: 'app';
      /** The way in which it is drawn; `vanilla` where left out. */
      readonly template?: 'vanilla' | 'svelte' | 'react' | undefined;
    }
  | {
      readonly kind: 'adapter';
      /** The vendor in one word, which is what the factory is called; taken from the name of the folder where left out. */
      readonly vendor?: string | undefined;
    }
);

/** The project that was made. */
export interface CreatedProject {
  /** The folder, as an absolute path. */
  readonly directory: string;
  /** The name in package.json. */
  readonly name: string;
  /** Every file, from the folder. */
  readonly files: readonly string[];
}

/**
 * Makes a project. Nothing is written before everything about it is known to be possible; what could not be finished is taken away
 * again. Rejects with a {@link CreateError}.
 */
export async function createProject(wish: ProjectWish): Promise<CreatedProject> {
  checkWish(wish);
  const directory = resolve(wish.directory);
  const name = wish.name ?? basename(directory).toLowerCase();
  checkPackageName(name);
  await checkTarget(directory);
  const tarballs = wish.packages === undefined ? undefined : await tarballsIn(resolve(wish.packages));
  const files = new Map(await filesOf(wish, directory));
  files.set('package.json', completeManifest(files.get('package.json') ?? '{}', { name, tarballs }));
  await writeFiles(directory, files);
  return { directory, name, files: [...files.keys()].sort().map((file) => join(file)) };
}

/** Refuses what is no wish, from a script without types. */
function checkWish(wish: unknown): void {
  const given: Partial<Record<string, unknown>> =
    typeof wish === 'object' && wish !== null ? { ...wish } : {};
  if (given['kind'] !== 'app' && given['kind'] !== 'adapter')
    throw new CreateError('Say what to make: kind is "app" or "adapter".');
  if (typeof given['directory'] !== 'string')
    throw new CreateError('Say in which folder: directory is a text.');
  for (const name of ['directory', 'name', 'packages', 'vendor']) {
    const value = given[name];
    if (value === undefined) continue;
    if (typeof value !== 'string' || value.includes('\0'))
      throw new CreateError(`${name} is no text that can be used.`);
  }
}

async function filesOf(wish: ProjectWish, directory: string): Promise<TemplateFiles> {
  if (wish.kind === 'app') {
    const { template = 'vanilla' } = wish;
    if (!appTemplates.includes(template))
      throw new CreateError(`There is no template "${template}": take ${appTemplates.join(', ')}.`);
    return withAddress(new Map([...(await readTemplate('app')), ...(await readTemplate(`app-${template}`))]));
  }
  const vendor = wish.vendor ?? vendorOf(directory);
  checkVendor(vendor);
  return withAddress(nameVendor(await readTemplate('adapter'), vendor));
}

/** The vendor that the name of a folder tells: `adapter-acme` is one for `acme`. */
function vendorOf(directory: string): string {
  const folder = basename(directory);
  return folder.replace(/^(?:.*-)?adapter-/u, '');
}
