import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright';
import type { VendorName } from '../pages/vendors.ts';
import { Lab } from './lab.ts';
import { allMeet, ann, bob, comes, lookAt, meets, sees, switchAll } from './people.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open(['rig']);
});
afterAll(async () => {
  await lab.close();
});

const way: readonly VendorName[] = ['trtc', 'aliyun'];

/** Two people in a call over Aliyun. */
async function begin(room: string): Promise<readonly [Page, Page]> {
  const one = await comes(lab, 'aliyun', { room, ...ann });
  const other = await comes(lab, 'aliyun', { room, ...bob });
  await meet([one, other]);
  return [one, other];
}

const meet = ([one, other]: readonly [Page, Page]): Promise<void> =>
  allMeet([
    [one, ann],
    [other, bob],
  ]);

test(
  'two people move from Aliyun to TRTC and back in a running call: each once, seen and heard, and nothing ends',
  { tags: ['long'], timeout: 180_000 },
  async () => {
    const pages = await begin('studio-trtc');
    const before = await Promise.all(pages.map(lookAt));
    for (const to of way) {
      for (const { copies } of await switchAll(pages, to)) expect(copies).toBe(1);
      await meet(pages);
    }
    const after = await Promise.all(pages.map(lookAt));
    expect(after.map(({ people }) => people)).toEqual(before.map(({ people }) => people));
    for (const { events, state } of after) expect([events, state]).toEqual([[], 'joined']);
    for (const page of pages) await page.evaluate(() => window.rig.leave());
  },
);

test(
  'who is muted is silent over both all the way, and is heard again after it',
  { tags: ['long'], timeout: 180_000 },
  async () => {
    const pages = await begin('gallery-trtc');
    const [one, other] = pages;
    await one.evaluate(() => window.rig.mute());
    await expect
      .poll(async () => (await other.evaluate(() => window.rig.hear('ann'))).level, { timeout: 15_000 })
      .toBeLessThan(0.005);
    for (const to of way) {
      const [, heard] = await switchAll(pages, to);
      // Nothing of her was ever loud enough to be heard.
      expect(heard?.copies).toBe(0);
      await sees(other, ann);
    }
    await one.evaluate(() => window.rig.unmute());
    await meets(other, ann);
    for (const page of pages) await page.evaluate(() => window.rig.leave());
  },
);
