import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const sources = new URL('../../src/adapter-kit/', import.meta.url);
const tests = new Set(readdirSync(new URL('.', import.meta.url)));

it.each(
  readdirSync(sources)
    .filter((file) => /^export (async )?function /m.test(readFileSync(new URL(file, sources), 'utf8')))
    .map((file) => file.replace('.ts', '')),
)('%s has a test file of its own', (name) => {
  expect(tests).toContain(`${name}.test.ts`);
});
