import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generated, root, sourcePages, type Page } from '../site/source-pages.ts';

/** Pages in English alone, or folders of them, and for whom they are: none of them is for who writes an app. */
const englishOnly: Readonly<Record<string, string>> = {
  laws: 'authors of adapters: clauses are called by these sentences in every report',
  'adapter-authors': 'authors of adapters',
  'adapter-walk': 'authors of adapters',
  'packages/contract': 'authors of adapters',
  'packages/emulator-kit': 'authors of emulators',
  'aliyun-emulator': 'who works on the emulator; its README has a twin',
  'trtc-emulator': 'who works on the emulator; its README has a twin',
  'aliyun-traps': 'who works on the adapter',
  'trtc-traps': 'who works on the adapter',
  'mapping/': 'who works on an adapter',
  'p2p-protocol': 'who writes a signalling server of their own',
  'packages/demo': 'who works on the demo',
  'packages/server': 'who runs the demo',
  core: 'who works on core',
  'decisions/': 'who works on this repository',
  'security/': 'who judges this repository',
  contributing: 'who works on this repository',
  'security-policy': 'who reports a hole',
  'reference/': 'everybody, but it is written from the doc comments',
};

const pages = sourcePages().filter(({ source }) => !source.startsWith(generated));
const english = pages.filter(({ language }) => language === 'en');
const reasonOf = (path: string): string | undefined =>
  Object.keys(englishOnly).find((name) =>
    name.endsWith('/') ? path.startsWith(name) : path === `${name}.md`,
  );
const twins = english.flatMap((page): [Page, Page][] => {
  const twin = pages.find(({ path }) => path === `zh/${page.path}`);
  return twin ? [[page, twin]] : [];
});
const textOf = ({ source }: Page): string => readFileSync(join(root, source), 'utf8');
/** Fenced blocks of some languages, without what is in the language of the reader: comments and texts. */
const codeOf = (page: Page): string[] =>
  [...textOf(page).matchAll(/^```(?:tsx?|svelte|sh|json|yaml)\b[^\n]*\n(.*?)^```$/gmsu)].map(
    ([, code = '']) =>
      code
        .replaceAll(/\/\*\*.*?\*\//gsu, '')
        .replaceAll(/^\s*#.*$|\s+(?:\/\/|#) .*$/gmu, '')
        .replaceAll(/^\s*\/\/.*$/gmu, '')
        .replaceAll(/'[^'\n]*'|"[^"\n]*"|`[^`]*`/gu, "''")
        .replaceAll(/[\s,;()]+/gu, ''),
  );
/** Figures of tables, row by row: what is measured is the same in every language. */
const figuresOf = (page: Page): string[] =>
  [...textOf(page).matchAll(/^\|.*\|$/gmu)].map(([row]) => (row.match(/\d[\d,.]*/gu) ?? []).join(' '));

describe('a page for who writes an app', () => {
  it('has a Chinese twin, and what has none says for whom it is', () => {
    const without = english.filter((page) => !twins.some(([one]) => one === page));
    expect(without.map(({ path }) => path).filter((path) => reasonOf(path) === undefined)).toEqual([]);
    const needless = Object.keys(englishOnly).filter(
      (name) => name !== 'reference/' && !without.some(({ path }) => reasonOf(path) === name),
    );
    expect(needless).toEqual([]);
  });

  it('leads to its twin, and is led to by it', () => {
    const name = (page: Page): string => page.source.split('/').at(-1) ?? '';
    const wrong = twins
      .filter(([{ path }]) => path !== 'index.md')
      .filter(
        ([one, other]) =>
          !new RegExp(`^\\[简体中文\\]\\([^)]*${name(other)}\\)$`, 'mu').test(textOf(one)) ||
          !new RegExp(`^\\[English\\]\\([^)]*${name(one)}\\)$`, 'mu').test(textOf(other)),
      );
    expect(wrong.map(([{ source }]) => source)).toEqual([]);
  });

  it('has the same code in both languages, but for comments and texts', () => {
    const differing = twins.filter(([one, other]) => codeOf(one).join('\n') !== codeOf(other).join('\n'));
    expect(differing.map(([, { source }]) => source)).toEqual([]);
  });

  it('says the same figures in both languages where they were measured', () => {
    for (const path of ['performance.md', 'quality.md', 'operations.md']) {
      const [one, other] = twins.find(([page]) => page.path === path) ?? [];
      if (!one || !other) throw new Error(`${path} has no twin.`);
      expect(figuresOf(other), other.source).toEqual(figuresOf(one));
    }
  });
});
