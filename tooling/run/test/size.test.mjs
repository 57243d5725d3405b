import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entriesOf } from '@jackfield/tsdown-config';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sizesOf } from '../shape/size.mjs';

const built = (/** @type {string} */ name) => ({
  '@jackfield/source': `./src/${name}.ts`,
  types: `./dist/${name}.d.ts`,
  default: `./dist/${name}.js`,
});

/** A package `sized` with an entry for each file, installed for itself. @param {Record<string, string>} sources */
function packageOf(sources) {
  const directory = mkdtempSync(join(tmpdir(), 'jackfield-size-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  mkdirSync(join(directory, 'src'));
  for (const [name, text] of Object.entries(sources))
    writeFileSync(join(directory, 'src', `${name}.ts`), text);
  const exports = Object.fromEntries(
    Object.keys(sources).map((name) => [name === 'index' ? '.' : `./${name}`, built(name)]),
  );
  const manifest = { name: 'sized', type: 'module', exports, dependencies: { heavy: '1.0.0' } };
  writeFileSync(join(directory, 'package.json'), JSON.stringify(manifest));
  return { name: 'sized', directory, path: 'packages/sized', manifest };
}

describe('sizesOf', () => {
  it('measures each entry and all that ships together, dependencies and the testing entry left out', async () => {
    const sizes = await sizesOf(
      packageOf({
        index: `import { weigh } from 'heavy';\nexport const text: string = weigh('${'a'.repeat(500)}');\n`,
        more: `export const more: string = '${'b'.repeat(300)}';\n`,
        testing: `export const fake: string = '${'c'.repeat(5000)}';\n`,
      }),
    );
    const minified = Object.fromEntries(sizes.map((size) => [size.subpath, size.minified]));
    expect(Object.keys(minified)).toEqual(['.', './more', './testing', '*']);
    expect(minified['.']).toBeGreaterThan(500);
    expect(minified['.']).toBeLessThan(600);
    expect(minified['*']).toBeGreaterThan(800);
    expect(minified['*']).toBeLessThan(1000);
    expect(sizes.at(-1)?.parts.map(({ file }) => file)).toEqual(['src/index.ts', 'src/more.ts']);
    for (const { gzipped } of sizes) expect(gzipped).toBeGreaterThan(20);
  });
});

describe('a use', () => {
  it('is what a bundler leaves of the package for the names that an app imports', async () => {
    const sized = packageOf({
      index: `export const used: string = '${'a'.repeat(300)}';\nexport const other: string = '${'b'.repeat(300)}';\n`,
      more: `export const more: string = '${'c'.repeat(300)}';\n`,
    });
    const minified = async (/** @type {Record<string, string[]>} */ imports) =>
      (await sizesOf(sized, { use: { imports } })).find(({ subpath }) => subpath === 'use')?.minified ?? 0;
    const one = await minified({ '.': ['used'] });
    expect(one).toBeGreaterThan(300);
    expect(one).toBeLessThan(400);
    expect((await minified({ '.': ['used'], './more': ['more'] })) - one).toBeGreaterThan(300);
  });
});

describe('a use in chunks', () => {
  const sized = () =>
    packageOf({
      index: `import { shared } from './shared.ts';\nexport const load = () => import('./late.ts');\nexport const first: string = shared + '${'a'.repeat(300)}';\n`,
      shared: `export const shared: string = '${'s'.repeat(200)}';\n`,
      late: `import { shared } from './shared.ts';\nexport const late: string = shared + '${'b'.repeat(4000)}';\n`,
    });
  const imports = { '.': ['load', 'first'] };

  it('counts each chunk by itself, the first load apart where that is asked for', async () => {
    const sizes = await sizesOf(sized(), {
      first: { imports, counts: 'first load' },
      whole: { imports, counts: 'all chunks' },
    });
    const [first, whole] = ['first', 'whole'].map((name) => sizes.find(({ subpath }) => subpath === name));
    expect(whole?.chunks).toHaveLength(2);
    expect(first?.chunks).toEqual(whole?.chunks?.slice(0, 1));
    expect(whole?.gzipped).toBe(whole?.chunks?.reduce((sum, { gzipped }) => sum + gzipped, 0));
    expect(whole?.minified).toBeGreaterThan(4500);
    expect(first?.minified).toBeLessThan(800);
  });
});

describe('entriesOf', () => {
  it('takes the entries of a build from exports and commands', () => {
    const nested = {
      ...built('index'),
      '@jackfield/source': { browser: './src/stub.ts', default: './src/index.ts' },
    };
    const manifest = {
      name: 'x',
      exports: { '.': nested, './more': built('more') },
      bin: { x: './dist/bin.js' },
    };
    expect(entriesOf(manifest)).toEqual({
      index: './src/index.ts',
      more: './src/more.ts',
      bin: './src/bin.ts',
    });
  });

  it('refuses an exports map that builds nothing, or not to dist', () => {
    expect(() => entriesOf({ name: 'x', exports: {} })).toThrow(/nothing to build/);
    const wrong = { ...built('index'), default: './lib/index.js' };
    expect(() => entriesOf({ name: 'x', exports: { '.': wrong } })).toThrow(/needs a "default"/);
  });
});
