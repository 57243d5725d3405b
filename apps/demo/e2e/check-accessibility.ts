import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type axe from 'axe-core';

declare global {
  interface Window {
    /** There once its source was evaluated. */
    readonly axe: typeof axe;
  }
}

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Runs axe over what the page shows; a finding fails, with its rule and its elements. WCAG 2.2, levels A and AA. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  // Evaluated by the browser itself: the page's own policy allows no foreign script.
  await page.evaluate(source);
  const { violations, passes } = await page.evaluate(() =>
    window.axe.run(document, {
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
    }),
  );
  expect(passes.length, `${screen}: rules that axe could apply`).toBeGreaterThan(5);
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' ¦ ')}`,
  );
  expect(found, screen).toEqual([]);
}
