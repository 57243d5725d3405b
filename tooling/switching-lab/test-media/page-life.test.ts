import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright';
import { Lab } from './lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open(['plain'], { keepsPages: true });
});
afterAll(async () => {
  await lab.close();
});

const lookAt = (page: Page): Promise<ReturnType<typeof window.plain.look>> =>
  page.evaluate(() => window.plain.look());

/** Waits for new frames of somebody. */
async function sees(page: Page, userId: string): Promise<void> {
  const frames = (): Promise<number> => page.evaluate((who) => window.plain.frames(who), userId);
  const before = await frames();
  await expect.poll(frames, { timeout: 20_000 }).toBeGreaterThan(before + 2);
}

test(
  'a page that the back button brings back is in its call over the mesh again, muted as it was',
  { timeout: 60_000 },
  async () => {
    const room = 'back';
    const [one, other] = await Promise.all([lab.tab('plain'), lab.tab('plain')]);
    for (const [page, name] of [
      [one, 'ann'],
      [other, 'bob'],
    ] as const)
      await page.evaluate(([where, who]) => window.plain.join('p2p', where, who), [room, name] as const);
    await sees(one, 'bob');
    await sees(other, 'ann');
    await one.evaluate(() => window.plain.mute());
    await one.evaluate(() => Object.assign(window, { isTheSame: true }));
    await one.goto('about:blank');
    await expect.poll(async () => (await lookAt(other)).people, { timeout: 15_000 }).toEqual([]);
    await one.goBack({ waitUntil: 'commit' });
    // It was kept, not loaded anew.
    expect(await one.evaluate(() => 'isTheSame' in window)).toBe(true);
    await expect
      .poll(() => lookAt(one), { timeout: 20_000 })
      .toEqual({ state: 'joined', people: ['bob'], sends: ['published', 'published'] });
    await sees(other, 'ann');
    await sees(one, 'bob');
    expect(await other.evaluate(() => window.plain.isMuted('ann'))).toBe(true);
    for (const page of [one, other]) await page.evaluate(() => window.plain.leave());
  },
);
