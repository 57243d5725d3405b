import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { codeBlocks } from '../shape/code-blocks.mjs';
import { compileBlocks } from '../shape/compile-blocks.mjs';
import { isDocument } from '../shape/documents.mjs';

const base = resolve(fileURLToPath(new URL('../../..', import.meta.url)));
const fence = '```';
const read = (/** @type {string[]} */ ...lines) =>
  codeBlocks({ document: 'README.md', text: lines.join('\n') });

describe('codeBlocks', () => {
  it('finds ts blocks with the line of their code', () => {
    expect(read('# Title', '', `${fence}ts`, 'const a = 1;', 'a;', fence, 'end')).toEqual([
      { document: 'README.md', line: 4, code: 'const a = 1;\na;\n' },
    ]);
  });

  it('leaves out no-check and other languages', () => {
    const other = ['sh', 'js', 'tsx', 'json', '', 'ts no-check', 'typescript no-check'];
    for (const info of other) expect(read(`${fence}${info}`, 'x', fence)).toEqual([]);
  });

  it('is not fooled by a ts fence inside a longer fence', () => {
    expect(read('````md', `${fence}ts`, 'not code', fence, '````', `${fence}ts`, 'code;', fence)).toEqual([
      { document: 'README.md', line: 7, code: 'code;\n' },
    ]);
  });

  it('takes the indentation of a list away', () => {
    expect(read('- item', `  ${fence}ts`, '  if (a) {', '    b();', '  }', `  ${fence}`)[0]?.code).toBe(
      'if (a) {\n  b();\n}\n',
    );
  });
});

describe('compileBlocks', () => {
  it(
    'accepts right code against the sources and reports wrong code by its line in the document',
    { timeout: 60_000 },
    async () => {
      const right = {
        document: 'README.md',
        line: 10,
        code: "import * as core from '@jackfield/core';\nvoid core;\n",
      };
      const wrong = {
        document: 'docs/a.md',
        line: 20,
        code: 'export const a = 1;\nexport const b: string = a;\n',
      };
      const missing = {
        document: 'README.md',
        line: 30,
        code: "import { nothing } from '@jackfield/core';\nnothing;\n",
      };
      const problems = await compileBlocks({ base, blocks: [right, wrong, missing] });
      expect(problems.get(right)).toEqual([]);
      expect(problems.get(wrong)).toEqual([{ line: 21, message: expect.stringContaining('not assignable') }]);
      expect(problems.get(missing)?.[0]).toEqual({ line: 30, message: expect.stringContaining('nothing') });
    },
  );
});

describe('isDocument', () => {
  it('takes READMEs, docs and the documents of the root, and no other Markdown', () => {
    expect(['README.md', 'CONTRIBUTING.md', 'docs/a/b.md', 'packages/core/README.md'].every(isDocument)).toBe(
      true,
    );
    expect(
      ['packages/core/api/core.api.md', '.changeset/a.md', 'packages/core/notes.md'].some(isDocument),
    ).toBe(false);
  });
});
