import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, test } from '@playwright/test';
import { built, builtPages } from './built-site.ts';

const pages = new Map(builtPages().map((page) => [page, readFileSync(join(built, page), 'utf8')]));
const idsOf = new Map<string, ReadonlySet<string>>();

function hasAnchor(page: string, anchor: string): boolean {
  const known =
    idsOf.get(page) ??
    new Set([...(pages.get(page) ?? '').matchAll(/ id="([^"]+)"/gu)].map(([, id = '']) => id));
  idsOf.set(page, known);
  return known.has(anchor);
}

test('every link of the built site leads to a page that is there, and to a heading that it has', () => {
  expect(pages.size).toBeGreaterThan(100);
  const dead = [...pages].flatMap(([page, html]) =>
    [...html.matchAll(/ (?:href|src)="([^"]*)"/gu)]
      .map(([, link = '']) => link.replaceAll('&amp;', '&'))
      .filter((link) => !/^(?:[a-z]+:|\/\/)/u.test(link))
      .filter((link) => {
        const [path = '', anchor = ''] = link.split('#');
        const target = posix
          .join('/', path === '' ? page : path.startsWith('/') ? path : posix.join(posix.dirname(page), path))
          .slice(1);
        const file = target === '' || target.endsWith('/') ? `${target}index.html` : target;
        if (!existsSync(join(built, file))) return true;
        return anchor !== '' && pages.has(file) && !hasAnchor(file, decodeURIComponent(anchor));
      })
      .map((link) => `${page}: ${link}`),
  );
  expect([...new Set(dead)]).toEqual([]);
});

test('llms.txt names pages that are there as Markdown', () => {
  const text = readFileSync(join(built, 'llms.txt'), 'utf8');
  const links = [...text.matchAll(/\]\((\/[^)]+\.md)\)/gu)].map(([, link = '']) => link);
  expect(links.length).toBeGreaterThan(50);
  expect(links.filter((link) => !existsSync(join(built, link)))).toEqual([]);
});
