import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright';
import type { Scene } from '../pages/page.ts';
import { keepRow } from '../lab/keep-row.ts';
import { Lab } from '../lab/lab.ts';
import { askedVendors, leaveTogether, sitTogether } from './sit-together.ts';

const scene: Scene = {
  picture: { kind: 'camera', width: 1280, height: 720, framesPerSecond: 30 },
  tile: { width: 1280, height: 720 },
};

let lab: Lab;
let pages: readonly [Page, Page];
beforeAll(async () => {
  lab = await Lab.open();
  pages = await Promise.all([lab.page(), lab.page()]);
});
afterAll(async () => {
  await lab.close();
});

// Aliyun's SDK sends one size in a browser.
for (const vendor of askedVendors().filter((each) => each !== 'aliyun'))
  test(`${vendor}: the bits on the wire follow the size of the tile`, async () => {
    await sitTogether(pages, { vendor, side: 'jackfield', scene, sources: ['camera'] });
    const [, bob] = pages;
    const measure = async (tile: Scene['tile']): Promise<number> => {
      await bob.evaluate((size) => window.page.resize(size), tile);
      await bob.waitForTimeout(6_000);
      const before = await bob.evaluate(() => window.page.traffic());
      await bob.waitForTimeout(5_000);
      const after = await bob.evaluate(() => window.page.traffic());
      return ((after.pictureBytes - before.pictureBytes) * 8) / 5_000;
    };
    const large = await measure(scene.tile);
    const small = await measure({ width: 320, height: 180 });
    const again = await measure(scene.tile);
    await leaveTogether(pages);
    const bits = [large, small, again].map((rate) => `${rate.toFixed(0)} kbit/s`);
    const row = [vendor, 'camera of 1280 × 720', ...bits, (small / large).toFixed(2)];
    console.log(`| ${row.join(' | ')} | ${lab.machine()} |`);
    keepRow({ document: new URL('../../../docs/quality.md', import.meta.url), table: 'tiles' }, row);
    expect.soft(small).toBeLessThanOrEqual(large / 4);
    expect.soft(again).toBeGreaterThan(small * 2);
  });
