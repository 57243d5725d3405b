import type { Page } from 'playwright';
import { expect } from 'vitest';
import type { VendorName } from '../pages/vendors.ts';

/** Reads what a page says of its call. */
export const lookAt = (page: Page): Promise<ReturnType<typeof window.plain.look>> =>
  page.evaluate(() => window.plain.look());

/** Waits until a figure has grown by so much; one that began anew meanwhile counts from there. */
async function grows(read: () => Promise<number>, by: number, message: string): Promise<void> {
  let least = Infinity;
  const grown = async (): Promise<number> => {
    const now = await read();
    least = Math.min(least, now);
    return now - least;
  };
  await expect.poll(grown, { timeout: 30_000, message }).toBeGreaterThan(by);
}

/** Waits for new frames of somebody. */
export const sees = (page: Page, userId: string): Promise<void> =>
  grows(() => page.evaluate((who) => window.plain.frames(who), userId), 2, `frames of ${userId}`);

/** Waits until a page plays sound of others. */
export const hears = (page: Page): Promise<void> =>
  grows(() => page.evaluate(() => window.plain.heard()), 0.0001, 'sound of others');

/** Waits until ann and bob see and hear each other. */
export async function meet(ann: Page, bob: Page): Promise<void> {
  await sees(ann, 'bob');
  await sees(bob, 'ann');
  await hears(ann);
  await hears(bob);
}

/** Brings ann and bob into a room, until they see and hear each other. */
export async function enter(vendor: VendorName, room: string, ann: Page, bob: Page): Promise<void> {
  for (const [page, userId] of [
    [ann, 'ann'],
    [bob, 'bob'],
  ] as const)
    await page.evaluate(([to, where, who]) => window.plain.join(to, where, who), [
      vendor,
      room,
      userId,
    ] as const);
  await meet(ann, bob);
}

/** Waits until somebody is in the call with one other person, and sends sound and picture. */
export async function isInCall(page: Page, other: string): Promise<void> {
  await expect
    .poll(() => lookAt(page), { timeout: 60_000 })
    .toEqual({ state: 'joined', people: [other], sends: ['published', 'published'] });
}
