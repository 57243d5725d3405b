import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright';
import type { Side, VendorName } from '../pages/callers/create-caller.ts';
import type { Scene } from '../pages/page.ts';
import { keepRow } from '../lab/keep-row.ts';
import { Lab } from '../lab/lab.ts';
import { median } from '../lab/median.ts';
import { askedVendors, sidesOf } from './sit-together.ts';
import { checkRatio } from './check-ratio.ts';

const rounds = Number(process.env['JACKFIELD_ROUNDS'] ?? 5);
const scene: Scene = {
  picture: { kind: 'camera', width: 320, height: 240, framesPerSecond: 30 },
  tile: { width: 320, height: 240 },
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

const steps = [
  'join',
  'publish in a call',
  'first frame there',
  'first frame here',
  'camera to screen',
  'screen to camera',
  'mute',
  'leave',
] as const;
type Times = Readonly<Record<(typeof steps)[number], number>>;

let rooms = 0;
/** Bob is in a room and shows himself; Ann comes, shows herself, shares her screen, goes back, mutes and leaves. Milliseconds. */
async function call(vendor: VendorName, side: Side): Promise<Times> {
  const [ann, bob] = pages;
  const room = `speed-${vendor}-${side}-${String(rooms++)}`;
  for (const page of pages)
    await page.evaluate(([of, how]) => window.page.sit(of, how), [vendor, { side, scene }] as const);
  await bob.evaluate((where) => window.page.join({ room: where, userId: 'bob' }), room);
  await bob.evaluate(() => window.page.publish(['microphone', 'camera']));
  const [joinedAt, join] = await ann.evaluate(
    async (where) => [Date.now(), await window.page.join({ room: where, userId: 'ann' })] as const,
    room,
  );
  const here = (await firstFrame(ann, 'bob', 'camera')) - joinedAt;
  const [publishedAt, publish] = await ann.evaluate(
    async () => [Date.now(), await window.page.publish(['microphone', 'camera'])] as const,
  );
  const there = (await firstFrame(bob, 'ann', 'camera')) - publishedAt;
  const mute = await ann.evaluate(() => window.page.setMuted(true));
  const sharedAt = await ann.evaluate(async () => {
    const now = Date.now();
    await window.page.unpublish('camera');
    await window.page.publish(['screen']);
    return now;
  });
  const screen = (await firstFrame(bob, 'ann', 'screen')) - sharedAt;
  const before = await bob.evaluate(() => window.page.framesOf('ann', 'camera'));
  const backAt = await ann.evaluate(async () => {
    const now = Date.now();
    await window.page.unpublish('screen');
    await window.page.publish(['camera']);
    return now;
  });
  await bob.waitForFunction((count) => window.page.framesOf('ann', 'camera') > count + 1, before);
  const camera = Date.now() - backAt;
  const leave = await ann.evaluate(() => window.page.leave());
  await bob.evaluate(() => window.page.leave());
  return {
    ...{ join, mute, leave, 'publish in a call': publish, 'first frame there': there },
    ...{ 'first frame here': here, 'camera to screen': screen, 'screen to camera': camera },
  };
}

async function firstFrame(page: Page, userId: string, source: 'camera' | 'screen'): Promise<number> {
  const seen = await page.waitForFunction(([of, what]) => window.page.firstFrameAt(of, what), [
    userId,
    source,
  ] as const);
  return (await seen.jsonValue()) ?? NaN;
}

for (const vendor of askedVendors())
  test(`${vendor}: the steps of a call, over the adapter and over the SDK alone`, async () => {
    const got: Record<Side, Times[]> = { jackfield: [], bare: [] };
    // The first of each loads code and is not counted.
    for (const side of sidesOf(0)) await call(vendor, side);
    for (let round = 0; round < rounds; round += 1)
      for (const side of sidesOf(round)) got[side].push(await call(vendor, side));
    for (const step of steps) {
      const of = (side: Side): number => median(got[side].map((times) => times[step]));
      const [ours, bare] = [of('jackfield'), of('bare')];
      expect(ours).toBeGreaterThanOrEqual(0);
      const cells = [
        vendor,
        step,
        `${ours.toFixed(0)} ms`,
        `${bare.toFixed(0)} ms`,
        (ours / bare).toFixed(2),
      ];
      console.log(`| ${cells.join(' | ')} | ${lab.machine()} |`);
      if (process.env['JACKFIELD_BENCH_CHECK']) checkRatio(`${vendor}: ${step}`, { ours, bare, within: 30 });
      else keepRow({ document: performanceDocument, table: 'steps' }, cells);
    }
  });

const performanceDocument = new URL('../../../docs/performance.md', import.meta.url);
