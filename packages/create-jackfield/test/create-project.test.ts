import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createProject } from '../src/index.ts';
import { ownManifest } from '../src/own-manifest.ts';
import { writeFiles } from '../src/write-files.ts';
import { emptyFolder } from './folder.ts';

interface Written {
  readonly name: string;
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
  readonly peerDependencies: Record<string, string>;
}

const manifestOf = async (directory: string): Promise<Written> =>
  JSON.parse(await readFile(join(directory, 'package.json'), 'utf8')) as Written;
const { version } = ownManifest();

test('an app takes the packages of the version that it was made with', async () => {
  const directory = join(await emptyFolder(), 'My-Call');
  const { name, files } = await createProject({ kind: 'app', directory, template: 'react' });
  expect(name).toBe('my-call');
  const manifest = await manifestOf(directory);
  expect(manifest.name).toBe('my-call');
  expect(manifest.dependencies['@jackfield/react']).toBe(`^${version}`);
  expect(JSON.stringify(manifest)).not.toContain('"jackfield"');
  expect(files).toContain('.gitignore');
  expect(files.filter((file) => file.includes('_gitignore') || file.startsWith('github'))).toEqual([]);
});

test('an adapter is called by its vendor, in its files, names and words', async () => {
  const directory = join(await emptyFolder(), 'adapter-zenith');
  const { files } = await createProject({ kind: 'adapter', directory });
  expect(files).toContain(join('src', 'zenith.ts'));
  expect(files).toContain(join('.github', 'workflows', 'ci.yml'));
  for (const file of files) expect(await readFile(join(directory, file), 'utf8')).not.toMatch(/acme/iu);
  expect(await readFile(join(directory, 'src', 'index.ts'), 'utf8')).toBe(
    "export { zenith, type ZenithOptions } from './zenith.ts';\n",
  );
  expect((await manifestOf(directory)).peerDependencies).toEqual({ '@jackfield/core': `^${version}` });
});

test.each(['Zenith', 'my-vendor', '9rtc', '', 'zenith rtc', 'délta', 'new', 'await', 'a'.repeat(33)])(
  'a vendor called "%s" is refused, and nothing is made',
  async (vendor) => {
    const directory = join(await emptyFolder(), 'it');
    await expect(createProject({ kind: 'adapter', directory, vendor })).rejects.toMatchObject({
      name: 'CreateError',
      message: expect.stringContaining('--vendor') as string,
    });
    expect(existsSync(directory)).toBe(false);
  },
);

test.each(['room', 'service', 'join', 'rigs', 'jackfield', 'cannot'])(
  'a vendor called "%s", which the code has another meaning for, is refused',
  async (vendor) => {
    const directory = join(await emptyFolder(), 'it');
    await expect(createProject({ kind: 'adapter', directory, vendor })).rejects.toThrow(/already/u);
  },
);

test.each(['-', 'A B', '.hidden', '@scope', 'node_modules', 'x'.repeat(215), '../up'])(
  'a package called "%s" is refused',
  async (name) => {
    const directory = join(await emptyFolder(), 'it');
    const made = createProject({ kind: 'app', directory, name });
    if (name === '-') expect((await made).name).toBe('-');
    else await expect(made).rejects.toThrow(/--name/u);
  },
);

test('a folder in which something is stays as it was; one with a new repository counts as empty', async () => {
  const directory = await emptyFolder();
  await mkdir(join(directory, '.git'));
  await writeFile(join(directory, 'thesis.txt'), 'mine');
  const wish = { kind: 'app', directory, name: 'it' } as const;
  await expect(createProject(wish)).rejects.toThrow(/not empty \(thesis\.txt\)/u);
  expect((await readdir(directory)).sort()).toEqual(['.git', 'thesis.txt']);
  await expect(createProject({ ...wish, directory: join(directory, 'thesis.txt') })).rejects.toThrow(
    /a file/u,
  );

  const begun = await emptyFolder();
  await mkdir(join(begun, '.git'));
  await createProject({ ...wish, directory: begun });
  expect(await readdir(begun)).toContain('.git');
});

test('packed packages are installed from where they are; one that is missing is named', async () => {
  const packages = await emptyFolder();
  const directory = join(await emptyFolder(), 'it');
  const wish = { kind: 'adapter', directory, vendor: 'zenith', packages } as const;
  await expect(createProject({ ...wish, packages: join(packages, 'none') })).rejects.toThrow(
    /cannot be read/u,
  );
  await expect(createProject(wish)).rejects.toThrow(/no packed package/u);
  await writeFile(join(packages, 'jackfield-core-1.2.3.tgz'), '');
  await expect(createProject(wish)).rejects.toThrow(/@jackfield\/contract is not there/u);
  expect(existsSync(directory)).toBe(false);
  await writeFile(join(packages, 'jackfield-contract-1.2.3.tgz'), '');
  await createProject(wish);
  const { peerDependencies, devDependencies } = await manifestOf(directory);
  expect(peerDependencies).toEqual({ '@jackfield/core': '^1.2.3' });
  expect(devDependencies['@jackfield/core']).toBe(`file:${join(packages, 'jackfield-core-1.2.3.tgz')}`);
  await writeFile(join(packages, 'jackfield-core-1.2.4.tgz'), '');
  await expect(createProject({ ...wish, directory: `${directory}2` })).rejects.toThrow(/two of/u);
});

test('what cannot be finished is taken away again', async () => {
  const files = new Map([
    ['one', 'a file'],
    ['one/two', 'in it'],
  ]);
  const begun = await emptyFolder();
  await mkdir(join(begun, '.git'));
  await expect(writeFiles(begun, files)).rejects.toThrow(/could not be filled/u);
  expect(await readdir(begun)).toEqual(['.git']);
  const directory = join(await emptyFolder(), 'it');
  await expect(writeFiles(directory, files)).rejects.toThrow(/could not be filled/u);
  expect(existsSync(directory)).toBe(false);
});

test('two that make a project in one folder at once: one is whole, the other takes nothing of it away', async () => {
  const directory = join(await emptyFolder(), 'new', 'it');
  const wish = { kind: 'app', directory } as const;
  const made = await Promise.allSettled([createProject(wish), createProject(wish)]);
  expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  for (const each of made)
    if (each.status === 'rejected') expect(each.reason).toMatchObject({ name: 'CreateError' });
    else for (const file of each.value.files) expect(existsSync(join(directory, file)), file).toBe(true);
});

test('what cannot be finished leaves no folder behind either, and nothing of others is taken away', async () => {
  const files = new Map([
    ['src/deep/one', 'a file'],
    ['src/deep/one/two', 'in it'],
  ]);
  const begun = await emptyFolder();
  await expect(writeFiles(begun, files)).rejects.toThrow(/could not be filled/u);
  expect(await readdir(begun)).toEqual([]);
  await expect(writeFiles(join(begun, 'new', 'it'), files)).rejects.toThrow(/could not be filled/u);
  expect(await readdir(begun)).toEqual([]);
  await symlink(join(begun, 'nowhere'), join(begun, 'link'));
  await expect(writeFiles(join(begun, 'link'), files)).rejects.toThrow(/could not be filled/u);
  expect(await readdir(begun)).toEqual(['link']);
});

test.each([
  ['null', /kind is/u],
  ['{"kind":"other","directory":"it"}', /kind is/u],
  ['{"kind":"app"}', /directory is/u],
  ['{"kind":"app","directory":5}', /directory is/u],
  ['{"kind":"app","directory":"a\\u0000b","name":"it"}', /directory is no text/u],
  ['{"kind":"app","directory":"it","packages":7}', /packages is no text/u],
])('a script without types hears what is wrong with %s', async (wish, message) => {
  await expect(Reflect.apply(createProject, undefined, [JSON.parse(wish)])).rejects.toMatchObject({
    name: 'CreateError',
    message: expect.stringMatching(message) as string,
  });
});
