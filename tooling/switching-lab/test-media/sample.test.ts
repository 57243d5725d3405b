import { afterAll, beforeAll, expect, test } from 'vitest';
import { SampleLab } from './sample-lab.ts';

let lab: SampleLab;
beforeAll(async () => {
  lab = await SampleLab.open();
});
afterAll(async () => {
  await lab.close();
});

const ann = { userId: 'ann', hue: 0, tone: 500 };
const bob = { userId: 'bob', hue: 240, tone: 1200 };

/** The time that what is under way may take to arrive. */
const eventually = { timeout: 20_000 };

test.each(['aliyun', 'trtc'] as const)(
  'the sample app of the documents calls over %s, with the file that names the vendor changed and nothing else',
  { timeout: 120_000 },
  async (vendor) => {
    const pages = [await lab.tab(vendor), await lab.tab(vendor)] as const;
    const [one, other] = pages;
    await one.evaluate((who) => window.sample.call(who), { room: 'studio', ...ann });
    await other.evaluate((who) => window.sample.call(who), { room: 'studio', ...bob });
    for (const [page, { userId, hue, tone }] of [
      [one, bob],
      [other, ann],
    ] as const) {
      await expect
        .poll(() => page.evaluate((of) => window.sample.hear(of), userId), eventually)
        .toSatisfy(
          (heard: { level: number; tone: number }) => heard.level > 0.02 && near(heard.tone, tone, 30),
        );
      await expect
        .poll(() => page.evaluate((of) => window.sample.see(of), userId), eventually)
        .toSatisfy(
          (seen: number | undefined) => seen !== undefined && near(((seen - hue + 540) % 360) - 180, 0, 25),
        );
    }
    expect(await one.evaluate(() => window.sample.vendor())).toBe(vendor);
    for (const page of pages) await page.evaluate(() => window.sample.leave());
    expect(lab.asked.splice(0)).toEqual([vendor, vendor]);
  },
);

function near(one: number, other: number, within: number): boolean {
  return Math.abs(one - other) < within;
}
