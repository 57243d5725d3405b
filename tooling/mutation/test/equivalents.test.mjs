import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createEquivalents } from '../lib/equivalents.mjs';
import { listMutants } from '../lib/list-mutants.mjs';
import { sourceOf } from '../lib/mutant-key.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** @type {import('../lib/equivalents.mjs').Equivalent[]} */
const known = JSON.parse(readFileSync(new URL('../equivalent.json', import.meta.url), 'utf8'));

describe('the changes that change nothing', () => {
  it('are each a change that there is, with a reason', async () => {
    const files = new Set(known.map(({ file }) => file));
    const mutants = await listMutants(root, (name) => files.has(`packages/core/src/${name}`));
    for (const one of known) {
      const { has } = createEquivalents([one], root);
      expect(mutants.some(has), `${one.file}: ${one.line}`).toBe(true);
      expect(one.why).not.toBe('');
    }
  });

  it('are found by their line, and no others are', async () => {
    const mutants = await listMutants(root, (name) => name.startsWith('timing/'));
    const [first] = mutants;
    if (!first) throw new Error('There is no mutant.');
    const file = sourceOf(first.fileName);
    const line = (readFileSync(first.fileName, 'utf8').split('\n')[first.location.start.line] ?? '').trim();
    const one = {
      file,
      line,
      mutator: first.mutatorName,
      replacement: first.replacement ?? '',
      why: 'a test',
    };
    expect(createEquivalents([one], root).has(first)).toBe(true);
    expect(createEquivalents([{ ...one, replacement: 'another' }], root).has(first)).toBe(false);
  });
});
