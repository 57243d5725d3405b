import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { codeLineProblems, codeLines, codeLinesOf, readCodeBudgets } from '../shape/code-lines.mjs';
import { workspacePackages } from '../lib/workspace/workspace.mjs';

it('counts neither blank lines nor those of comments', () => {
  const source = [
    '/** Says something. */',
    'export const one = 1; // with a word',
    '',
    '/*',
    ' * const two = 2;',
    ' */',
    '  // const three = 3;',
    '/* a word */ const four = "/*";',
    'const five = 5;',
  ];
  expect(codeLines(source.join('\n'))).toBe(3);
});

it('leaves declarations and the server side out, and names a package that is over its limit', () => {
  const directory = mkdtempSync(join(tmpdir(), 'jackfield-lines-'));
  try {
    mkdirSync(join(directory, 'src', 'sdk-types'), { recursive: true });
    writeFileSync(join(directory, 'src', 'a.ts'), 'const a = 1;\nconst b = 2;\n');
    writeFileSync(join(directory, 'src', 'sdk.d.ts'), 'declare const c: number;\n');
    writeFileSync(join(directory, 'src', 'sdk-types', 'd.ts'), 'export type D = 1;\n');
    mkdirSync(join(directory, 'src', 'server'), { recursive: true });
    writeFileSync(join(directory, 'src', 'server.ts'), 'const e = 1;\n');
    writeFileSync(join(directory, 'src', 'server', 'f.ts'), 'const f = 1;\n');
    const declarations = ['src/sdk-types/', 'src/sdk.d.ts'];
    expect(codeLinesOf({ directory }, {})).toBe(4);
    expect(codeLinesOf({ directory }, { declarations })).toBe(2);
    const target = { path: 'packages/a', directory };
    expect(codeLineProblems(target, { 'packages/a': { limit: 2, declarations } })).toEqual([]);
    expect(codeLineProblems(target, { 'packages/a': { limit: 1, declarations } })).toEqual([
      '2 lines of code, the limit is 1',
    ]);
    expect(codeLineProblems(target, {})).toEqual([]);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

it('has budgets only for packages that are there', () => {
  const paths = workspacePackages().map(({ path }) => path);
  expect(Object.keys(readCodeBudgets()).filter((path) => !paths.includes(path))).toEqual([]);
});
