import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { blocksOf } from '../src/document-blocks.ts';
import { items } from '../src/items/index.ts';

const read = (name: string): string =>
  readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');
const english = read('aliyun.md');
const chinese = read('aliyun.zh.md');

const rowsOf = (document: string): readonly (readonly [string, string])[] =>
  [...document.matchAll(/^\| (L\d\d) +\| (.*?) +\|$/gmu)].map(([, id = '', title = '']) => [id, title]);
/** The level of each heading, and its number where it has one. */
const headingsOf = (document: string): readonly string[] =>
  [...document.replaceAll(/^```[\s\S]*?^```$/gmu, '').matchAll(/^(#+) (\d+\.)?/gmu)].map(
    ([, level = '', number = '']) => `${level} ${number}`,
  );
/** Code without what is written for people. */
const codeOf = (document: string): readonly string[] =>
  [...document.matchAll(/^```\w+\n([\s\S]*?)^```$/gmu)].map(([, code = '']) =>
    code
      .replaceAll(/\/\*\*[\s\S]*?\*\/|(?<![:'])\/\/.*$|#.*$/gmu, '')
      .replaceAll(/'[^']*'|`[^`]*`/gu, (text) => (/[ \u4e00-\u9fff]/u.test(text) ? 'text' : text))
      .replaceAll(/\s+/gu, ' ')
      .trim(),
  );
const numbersOf = (document: string): readonly string[] =>
  [...document.matchAll(/^\| (\d{5,8}) /gmu)].map(([, number = '']) => number);

it('the English checklist is the programme, word by word', () => {
  expect(rowsOf(english)).toEqual(items.map(({ id, title }) => [id, title]));
});

it('the Chinese checklist has the same items', () => {
  const rows = rowsOf(chinese);
  expect(rows.map(([id]) => id)).toEqual(items.map(({ id }) => id));
  for (const [id, title] of rows) expect(title, id).toMatch(/[\u4e00-\u9fff]/u);
});

it('both documents have the same headings, code, tables and error numbers', () => {
  expect(headingsOf(chinese)).toEqual(headingsOf(english));
  expect(codeOf(chinese)).toEqual(codeOf(english));
  expect(numbersOf(chinese)).toEqual(numbersOf(english));
  expect(numbersOf(english).length).toBeGreaterThan(40);
  const rows = (document: string): number => document.match(/^\|/gmu)?.length ?? 0;
  expect(rows(chinese)).toBe(rows(english));
});

it('every step of the walkthrough has code that the programme runs', () => {
  const named = blocksOf(english).flatMap(
    (block) => /^export (?:async )?function (\w+)/mu.exec(block)?.[1] ?? [],
  );
  const page = readFileSync(new URL('../pages/near.ts', import.meta.url), 'utf8');
  const used = [...page.matchAll(/from 'aliyun-document\/(\w+)'/gu)].map(([, name]) => name);
  // The token server runs in Node, and the programme has one of its own.
  expect([...used, 'tokenHandler'].sort()).toEqual([...named].sort());
});
