import { cp, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject, onTestFinished } from 'vitest';
import { mustRun, run, type Ran, type RunOptions } from './run.ts';

/** The version in a package.json of a sample where the packed package is meant. */
const packed = 'packed';

/** A project in an empty folder outside of the repository. */
export interface Project {
  readonly directory: string;
  /** Runs a program that must succeed. */
  run(program: string, ...given: readonly string[]): Promise<string>;
  /** Runs a program that may fail. */
  try(program: string, given: readonly string[], options?: Omit<RunOptions, 'cwd'>): Promise<Ran>;
  /** Writes a file. */
  write(name: string, text: string): Promise<void>;
}

/** The beginning of a project. */
export interface ProjectOptions {
  /** A folder of `samples/` that is copied. */
  readonly sample?: string;
  /** Where in it the files go that all samples share; beside its package.json where left out. */
  readonly shared?: string;
  /** Its package.json where it is no sample; versions are `packed` for packages of this repository. */
  readonly dependencies?: Readonly<Record<string, string>>;
  /** More of its package.json. */
  readonly manifest?: Readonly<Record<string, unknown>>;
  /** The installer: `npm` where left out; `none` leaves it to the test. */
  readonly install?: 'npm' | 'none';
}

/** Makes a project, and installs what its package.json names. It is removed after the test unless JACKFIELD_KEEP is set. */
export async function createProject({
  sample,
  shared = '.',
  dependencies = {},
  manifest = {},
  install = 'npm',
}: ProjectOptions): Promise<Project> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'jackfield-adopt-')));
  onTestFinished(async () => {
    if (process.env['JACKFIELD_KEEP'] === undefined) await rm(directory, { recursive: true, force: true });
  });
  const file = join(directory, 'package.json');
  if (sample === undefined)
    await writeFile(
      file,
      JSON.stringify({ private: true, type: 'module', dependencies, ...manifest }, undefined, 2),
    );
  else {
    await cp(sampleFolder(sample), directory, { recursive: true });
    await cp(sampleFolder('shared'), join(directory, shared), { recursive: true });
  }
  await writeFile(file, withTarballs(await readFile(file, 'utf8')));
  const project: Project = {
    directory,
    run: (program, ...given) => mustRun(program, given, { cwd: directory }),
    try: (program, given, options = {}) => run(program, given, { cwd: directory, ...options }),
    write: (name, text) => writeFile(join(directory, name), text),
  };
  if (install === 'npm')
    await project.run('npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error');
  return project;
}

function sampleFolder(name: string): string {
  return fileURLToPath(new URL(`../samples/${name}`, import.meta.url));
}

function withTarballs(text: string): string {
  const tarballs = inject('tarballs');
  return text.replaceAll(/"(@?[\w/-]+)": "packed"/gu, (_whole, name: string) => {
    const file = tarballs[name];
    if (file === undefined) throw new Error(`${name} is ${packed} nowhere.`);
    return `${JSON.stringify(name)}: ${JSON.stringify(`file:${file}`)}`;
  });
}
