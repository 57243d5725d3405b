import { describe, expect, it } from 'vitest';
import { outline, sidebarOf, sidebarsOf } from '../site/outline.ts';
import { sourcePages, type Page } from '../site/source-pages.ts';

const documents = sourcePages().filter(({ source }) => !source.startsWith('apps/docs/generated/'));
const links = (pages: readonly Page[], language: 'en' | 'zh'): string[] =>
  sidebarOf(pages, language).flatMap(({ items }) => items.map(({ link }) => link));

describe('the sidebar', () => {
  it('has every page of its language once', () => {
    for (const language of ['en', 'zh'] as const) {
      const own = documents.filter((page) => page.language === language && !page.path.endsWith('index.md'));
      const found = links(documents, language);
      expect(
        own.map(({ path }) => `/${path.replace(/\.md$/u, '')}`).filter((link) => !found.includes(link)),
      ).toEqual([]);
      expect(new Set(found).size).toBe(found.length);
    }
  });

  it('leads a Chinese reader to the English page where there is no other', () => {
    const item = sidebarOf(documents, 'zh')
      .flatMap(({ items }) => items)
      .find(({ link }) => link === '/laws');
    expect(item?.text).toBe('Laws（英文）');
  });

  it('lists pages that are there', () => {
    const there = new Set(documents.map(({ path }) => path.replace(/\.md$/u, '')));
    expect(outline.flatMap(({ pages }) => pages).filter((name) => !there.has(name))).toEqual([]);
  });

  it('takes a new document in, in both languages, without an entry anywhere', () => {
    const made = { source: 'docs/new.md', path: 'new.md', language: 'en', title: 'New' } as const;
    expect(sidebarOf([...documents, made], 'en').find(({ text }) => text === 'More')?.items).toContainEqual({
      text: 'New',
      link: '/new',
    });
    expect(links([...documents, made], 'zh')).toContain('/new');
  });

  it('has a part of its own for a whole folder, to which the others lead', () => {
    const sidebars = sidebarsOf(documents, 'en');
    expect(Object.keys(sidebars)).toEqual(['/', '/decisions/']);
    const linksBeside = (folder: string): string[] =>
      (sidebars[folder] ?? []).flatMap(({ items }) => items.map(({ link }) => link));
    expect(linksBeside('/decisions/').length).toBeGreaterThan(20);
    expect(linksBeside('/').filter((link) => link.startsWith('/decisions/'))).toEqual(
      linksBeside('/decisions/').slice(0, 1),
    );
    const everywhere = Object.keys(sidebars).flatMap(linksBeside);
    expect(new Set(everywhere)).toEqual(new Set(links(documents, 'en')));
    expect(Object.keys(sidebarsOf(documents, 'zh'))).toEqual(['/zh/', '/zh/decisions/']);
  });
});
