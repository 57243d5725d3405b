import { expect, type Locator, type Page } from '@playwright/test';
import { comeTo } from '../fake-room.ts';
import { test } from '../fixtures.ts';
import { alice } from '../identities.ts';

/** How light the page's ground is, 0…255. */
function lightnessOf(page: Page): Promise<number> {
  return page.evaluate(() => {
    const context = new OffscreenCanvas(1, 1).getContext('2d');
    if (!context) throw new Error('No canvas.');
    context.fillStyle = getComputedStyle(document.documentElement).backgroundColor;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return (red + green + blue) / 3;
  });
}

test('colours follow the system, unless the person chooses, also for the next visit', async ({
  arrive,
  room,
}) => {
  const person = await arrive(alice);
  const { page } = person;
  await page.emulateMedia({ colorScheme: 'dark' });
  await person.open(room);
  expect(await lightnessOf(page)).toBeLessThan(50);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(() => lightnessOf(page)).toBeGreaterThan(200);
  await page.getByRole('combobox', { name: 'Theme' }).selectOption({ label: 'Dark' });
  await expect.poll(() => lightnessOf(page)).toBeLessThan(50);
  await page.reload();
  await expect(page.getByRole('region', { name: 'Camera preview' })).toBeVisible();
  expect(await lightnessOf(page)).toBeLessThan(50);
});

/** The longest that anything in there takes to move or to fade, in seconds. */
function longestMotion(part: Locator): Promise<number> {
  return part.evaluate((root) => {
    const seconds = [root, ...root.querySelectorAll('*')].flatMap((element) =>
      getComputedStyle(element)
        .transitionDuration.split(',')
        .map((text) => Number.parseFloat(text)),
    );
    return Math.max(...seconds);
  });
}

test('nothing moves for whoever wants less motion', async ({ arrive, room }) => {
  const person = await arrive(alice);
  await comeTo(person, room, 3);
  const call = person.page.getByRole('main');
  expect(await longestMotion(call), 'for everybody else').toBeGreaterThan(0.1);
  await person.page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(() => longestMotion(call)).toBe(0);
});
