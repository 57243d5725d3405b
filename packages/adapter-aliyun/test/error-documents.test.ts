import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { documents } from '../docs-tables/documents.ts';
import { errorMeanings } from '../docs-tables/error-meanings.ts';
import { unaligned, withErrorTable } from '../docs-tables/error-table-markdown.ts';
import { codesByNumber } from '../src/map/error-table.ts';

it('says what every number means, and of no other', () => {
  expect(Object.keys(errorMeanings)).toEqual(Object.keys(codesByNumber));
});

it.each(documents)('the table in the $language document is up to date', ({ file, language }) => {
  const document = readFileSync(file, 'utf8');
  expect(unaligned(document), 'run "pnpm --filter @jackfield/adapter-aliyun docs"').toBe(
    unaligned(withErrorTable(document, language)),
  );
});
