import { expect, it } from 'vitest';
import { llmsText } from '../site/llms-text.ts';
import { sourcePages } from '../site/source-pages.ts';

it('leads to pages under the path that the site stands under', () => {
  const links = (base: string): string[] =>
    [...llmsText(sourcePages(), base).matchAll(/\]\(([^)]+)\)/gu)].map(([, link = '']) => link);
  expect(links('/')).toContain('/start.md');
  expect(links('/')).toContain('/zh/start.md');
  expect(links('/calls/')).toEqual(links('/').map((link) => `/calls${link}`));
});
