import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { repository } from './lint-snippet.mjs';

const root = resolve(fileURLToPath(new URL('../../..', import.meta.url)));
const file = 'packages/tokens/src/a.ts';

describe('style', () => {
  it.each([
    ['a default export', 'export default 1;', 'import-x/no-default-export'],
    ['export *', `export * from './b.ts';`, 'no-restricted-syntax'],
    ['an enum', 'export enum A { B }', 'no-restricted-syntax'],
    ['a namespace', 'export namespace A { export const b = 1; }', 'no-restricted-syntax'],
    ['opts', 'export const a = (opts: string) => opts;', 'id-denylist'],
    ['msg', 'export const msg = 1;', 'id-denylist'],
    ['cfg', 'export const a = { cfg: 1 };', 'id-denylist'],
    ['cb', 'export function a(cb: () => void) { cb(); }', 'id-denylist'],
    ['an import without extension', `import { b } from './b';\nb();`, 'jackfield/relative-extension'],
    ['an import of .js', `import { b } from './b.js';\nb();`, 'jackfield/relative-extension'],
    ['301 lines', 'void 0;\n'.repeat(301), 'max-lines'],
  ])('refuses %s', async (_what, code, rule) => {
    const found = await repository()(file, code);
    expect(found.length).toBeGreaterThan(0);
    for (const error of found) expect(error).toMatch(`${rule}: `);
  });

  it('refuses a cycle of imports, and accepts one of types alone', async () => {
    const others = { 'packages/tokens/src/b.ts': `import { a } from './a.ts';\nexport const b = a;\n` };
    const lint = repository();
    const found = await lint(file, `import { b } from './b.ts';\nexport const a = b;\n`, others);
    expect(found).toEqual([expect.stringContaining('import-x/no-cycle')]);
    expect(
      await lint(file, `import type { b } from './b.ts';\nexport const a = 1 as typeof b;\n`, others),
    ).toEqual([]);
  });

  it.each([
    ['packages/tokens/tsdown.config.ts', 'export default {};'],
    ['packages/tokens/test/long.test.ts', 'void 0;\n'.repeat(301)],
    [file, `declare global {\n  interface Window { a: 1 }\n}\nexport {};\n`],
    [file, 'void 0;\n'.repeat(300)],
  ])('leaves %s alone', async (path, code) => {
    expect(await repository()(path, code)).toEqual([]);
  });
});

describe('the configuration of this repository', () => {
  it('applies boundaries, style and typed rules to core', { timeout: 60_000 }, async () => {
    const config = await new ESLint({ cwd: root }).calculateConfigForFile('packages/core/src/index.ts');
    for (const rule of [
      'jackfield/boundaries',
      'jackfield/no-vendor-words',
      'jackfield/relative-extension',
      'import-x/no-default-export',
      'id-denylist',
      'max-lines',
      '@typescript-eslint/no-floating-promises',
      '@typescript-eslint/no-explicit-any',
    ]) {
      expect(config.rules[rule]?.[0], rule).toBe(2);
    }
  });
});
