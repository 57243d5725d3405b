import { expect, type Page } from '@playwright/test';
import { test } from '../fixtures.ts';
import { alice } from '../identities.ts';

/** What the browser itself saw jump: how much, and which elements. */
interface Shift {
  readonly value: number;
  /** Those that are part of somebody's tile, which moves and grows smoothly, are marked. */
  readonly moved: readonly { readonly name: string; readonly inTile: boolean }[];
}

interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly sources: readonly { readonly node: Node | null }[];
}

declare global {
  interface Window {
    shifts: Shift[];
  }
}

/** Runs before the page's own code. Shifts within half a second of an input are the person's own doing, and no finding. */
function watchShifts(): void {
  window.shifts = [];
  const describe = (node: Node | null): Shift['moved'][number] => {
    const element = node instanceof Element ? node : node?.parentElement;
    const name = element ? `${element.tagName.toLowerCase()} ${element.getAttribute('class') ?? ''}` : 'gone';
    return { name, inTile: !element || element.closest('section [role="group"]') !== null };
  };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as LayoutShift[]) {
      if (entry.hadRecentInput) continue;
      window.shifts.push({ value: entry.value, moved: entry.sources.map(({ node }) => describe(node)) });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** The shifts since the last call, once two frames have been drawn. */
async function takeShifts(page: Page): Promise<readonly Shift[]> {
  return page.evaluate(
    () =>
      new Promise<Shift[]>((resolve) =>
        requestAnimationFrame(() =>
          requestAnimationFrame(() => setTimeout(() => resolve(window.shifts.splice(0)), 0)),
        ),
      ),
  );
}

const sumOf = (shifts: readonly Shift[]): number => shifts.reduce((sum, { value }) => sum + value, 0);

for (const [screen, size] of [
  ['a wide screen', { width: 1280, height: 720 }],
  ['a phone', { width: 390, height: 780 }],
] as const) {
  test(`nothing jumps on ${screen} while people come and go`, async ({ arrive, room }) => {
    const person = await arrive(alice, { prepare: (context) => context.addInitScript(watchShifts) });
    const { page } = person;
    await page.setViewportSize(size);
    await page.goto(`/?room=${room}&adapter=fake&bots=1&still`);
    await person.enter();
    await person.button('More').click();
    await person.button('Trouble panel').click();
    // They come and go several a second, turn things on and off and share their screens.
    await person.button('50 bots').click();
    await person.button('Close panel').click();
    // A list of events that grows while somebody looks at it is no jump of the call.
    await takeShifts(page);
    const people = page.getByRole('region', { name: 'People in the call' });
    const began = Date.now();
    await expect(page.getByRole('log')).toContainText('left', { timeout: 30_000 });
    await expect.poll(() => people.getByRole('group').count(), { timeout: 30_000 }).toBeGreaterThan(8);
    // The number of people has two digits now, which is wider.
    await expect(person.page.getByRole('button', { name: /^\d\d people$/ })).toBeVisible({ timeout: 30_000 });
    const shifts = await takeShifts(page);
    const sum = sumOf(shifts);
    const seconds = ((Date.now() - began) / 1000).toFixed(0);
    console.log(
      `${screen}: shifts of ${sum.toFixed(4)} together in ${seconds} s, all in tiles that move smoothly`,
    );
    const outside = shifts.flatMap(({ moved }) => moved.filter(({ inTile }) => !inTile));
    expect(
      outside.map(({ name }) => name),
      'moved outside of the tiles',
    ).toEqual([]);
    // Less than what counts as good (0.1) for a page that does not change at all.
    expect(sum, JSON.stringify(shifts)).toBeLessThan(0.1);
  });
}

test('a shift would be seen', async ({ arrive, room }) => {
  const person = await arrive(alice, { prepare: (context) => context.addInitScript(watchShifts) });
  const { page } = person;
  await page.goto(`/?room=${room}&adapter=fake&bots=1&still`);
  await expect(person.button('Camera')).toHaveAttribute('aria-pressed', 'true');
  await takeShifts(page);
  await page.evaluate(() => {
    const bar = document.createElement('div');
    bar.style.height = '80px';
    document.body.prepend(bar);
  });
  expect(sumOf(await takeShifts(page))).toBeGreaterThan(0.01);
});
