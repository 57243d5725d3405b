// Rewrites the generated tables in the documents: `pnpm --filter @jackfield/adapter-aliyun docs`.
import { readFileSync, writeFileSync } from 'node:fs';
import { documents } from './documents.ts';
import { withErrorTable } from './error-table-markdown.ts';

for (const { file, language } of documents) {
  writeFileSync(file, withErrorTable(readFileSync(file, 'utf8'), language));
}
