import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import { expect, test } from './built-site.ts';

declare global {
  interface Window {
    /** There once its source was evaluated. */
    readonly axe: typeof axe;
  }
}

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Pages, and what is searched for on some before they are looked at. */
const paths: readonly { readonly path: string; readonly query?: string }[] = [
  { path: '/' },
  { path: '/start.html', query: 'mute' },
  { path: '/concepts.html' },
  { path: '/capabilities.html' },
  { path: '/reference/core/levels.html' },
  { path: '/zh/' },
  { path: '/zh/start.html', query: '静音' },
  { path: '/zh/migrate/aliyun.html' },
];

for (const theme of ['light', 'dark'] as const) {
  for (const { device, width } of [
    { device: 'desktop', width: 1280 },
    { device: 'phone', width: 390 },
  ]) {
    test(`axe finds nothing, in ${theme} colours on a ${device}`, async ({ page, site }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      const found: string[] = [];
      for (const { path, query } of paths) {
        await page.goto(site + path);
        if (query !== undefined) {
          await page.locator('#local-search button').first().click();
          await page.locator('#localsearch-input').fill(query);
          await page.locator('#localsearch-list a').first().waitFor();
        }
        await page.evaluate(source);
        const { violations, passes } = await page.evaluate(() =>
          window.axe.run(document, {
            runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
          }),
        );
        expect(passes.length, path).toBeGreaterThan(5);
        for (const { id, nodes } of violations)
          found.push(
            `${path} ${id}: ${nodes
              .slice(0, 3)
              .map(({ html }) => html.slice(0, 140))
              .join(' ¦ ')}`,
          );
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (wider > 0) found.push(`${path} is ${wider} px wider than the screen`);
      }
      expect(found).toEqual([]);
    });
  }
}
