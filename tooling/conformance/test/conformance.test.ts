import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { conformancePage } from './conformance-page.ts';

const root = new URL('../../../', import.meta.url);

describe('the conformance page', () => {
  it('stands in docs, in both languages', async () => {
    await expect(conformancePage('en')).toMatchFileSnapshot('../../../docs/conformance.md');
    await expect(conformancePage('zh')).toMatchFileSnapshot('../../../docs/conformance.zh.md');
  });

  it('has a row for every adapter', () => {
    const adapters = readdirSync(new URL('packages/', root)).filter((name) => name.startsWith('adapter-'));
    expect(adapters.filter((name) => !conformancePage('en').includes(`| [\`${name}\`]`))).toEqual([]);
  });

  it('is what both READMEs say in short', async () => {
    const counts = [...conformancePage('en').matchAll(/^\| \[`(adapter-\w+)`\].*? \| (\d+ \/ \d+) \|/gmu)];
    expect(counts.length).toBeGreaterThan(0);
    for (const name of ['README.md', 'README.zh-CN.md']) {
      const text = readFileSync(new URL(name, root), 'utf8');
      const updated = counts.reduce((said, [, adapter = '', count = '']) => {
        const row = new RegExp(`^(\\| \`${adapter}\` .*\\| )\\d+ / \\d+(?= +\\|$)`, 'mu');
        expect(said, `${name} has no row of ${adapter}`).toMatch(row);
        return said.replace(row, `$1${count}`);
      }, text);
      await expect(updated).toMatchFileSnapshot(`../../../${name}`);
    }
  });
});
