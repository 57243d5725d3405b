import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CDPSession, Page } from 'playwright';
import type { Side, VendorName } from '../pages/callers/create-caller.ts';
import type { Scene } from '../pages/page.ts';
import { keepRow } from '../lab/keep-row.ts';
import { Lab } from '../lab/lab.ts';
import { median } from '../lab/median.ts';
import { checkRatio } from './check-ratio.ts';
import { askedVendors, sidesOf } from './sit-together.ts';

const rounds = Number(process.env['JACKFIELD_ROUNDS'] ?? 3);
const sizes = (process.env['JACKFIELD_PEOPLE'] ?? '2,4,6').split(',').map(Number);
const scene: Scene = {
  picture: { kind: 'camera', width: 320, height: 240, framesPerSecond: 15 },
  tile: { width: 160, height: 120 },
};
/** What does not come in this time does not count as seen, milliseconds. */
const patienceMs = 60_000;
/** The time over which the main threads are measured, milliseconds. */
const measuredMs = 5_000;

let lab: Lab;
let pages: readonly { readonly page: Page; readonly devtools: CDPSession }[];
beforeAll(async () => {
  lab = await Lab.open();
  pages = await Promise.all(
    Array.from({ length: Math.max(...sizes) }, async () => {
      const page = await lab.page();
      const devtools = await page.context().newCDPSession(page);
      await devtools.send('Performance.enable');
      return { page, devtools };
    }),
  );
});
afterAll(async () => {
  await lab.close();
});

interface Crowd {
  readonly seen: number;
  readonly seenMs: number;
  readonly lastJoinMs: number;
  readonly mainThread: number;
  readonly heapMegabytes: number;
}

let rooms = 0;
/** People come one after another, and publish as they come. */
async function meet(vendor: VendorName, side: Side, people: number): Promise<Crowd> {
  const there = pages.slice(0, people);
  const room = `crowd-${vendor}-${side}-${String(rooms++)}`;
  const how = [vendor, { side, scene }] as const;
  await Promise.all(there.map(({ page }) => page.evaluate(([of, seat]) => window.page.sit(of, seat), how)));
  let lastJoinMs = 0;
  const began = Date.now();
  for (const [index, { page }] of there.entries()) {
    const seat = { room, userId: `person-${String(index)}` };
    lastJoinMs = await page.evaluate((where) => window.page.join(where), seat);
    await page.evaluate(() => window.page.publish(['microphone', 'camera']));
  }
  const counts = await Promise.all(there.map(({ page }) => seenIn(page, people - 1)));
  const seenMs = Math.max(...counts.map(({ at }) => at)) - began;
  const before = await Promise.all(there.map(({ devtools }) => metric(devtools, 'TaskDuration')));
  await there[0]?.page.waitForTimeout(measuredMs);
  const after = await Promise.all(there.map(({ devtools }) => metric(devtools, 'TaskDuration')));
  const spent = median(after.map((seconds, index) => seconds - (before[index] ?? 0)));
  await Promise.all(there.map(({ devtools }) => devtools.send('HeapProfiler.collectGarbage')));
  const heaps = await Promise.all(there.map(({ devtools }) => metric(devtools, 'JSHeapUsedSize')));
  await Promise.all(there.map(({ page }) => page.evaluate(() => window.page.leave())));
  return {
    seen: counts.reduce((sum, { count }) => sum + count, 0),
    ...{
      seenMs,
      lastJoinMs,
      mainThread: (spent * 1000) / measuredMs,
      heapMegabytes: median(heaps) / 2 ** 20,
    },
  };
}

/** Waits until a page shows so many others, for as long as patience lasts. */
async function seenIn(page: Page, wanted: number): Promise<{ readonly count: number; readonly at: number }> {
  const all = page.waitForFunction((count) => window.page.seen().length >= count, wanted, {
    timeout: patienceMs,
  });
  // What has not come is counted as missing.
  await all.catch(() => undefined);
  const at = Date.now();
  return { count: (await page.evaluate(() => window.page.seen())).length, at };
}

async function metric(devtools: CDPSession, name: string): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return metrics.find((each) => each.name === name)?.value ?? NaN;
}

for (const vendor of askedVendors())
  for (const people of sizes)
    test(`${vendor}: ${String(people)} people in a room, over the adapter and over the SDK alone`, async () => {
      const got: Record<Side, Crowd[]> = { jackfield: [], bare: [] };
      for (let round = 0; round < rounds; round += 1)
        for (const side of sidesOf(round)) {
          const crowd = await meet(vendor, side, people);
          got[side].push(crowd);
          console.log(vendor, people, side, JSON.stringify(crowd), lab.machine());
        }
      const of = (side: Side, what: keyof Crowd): number => median(got[side].map((each) => each[what]));
      const pictures = people * (people - 1);
      const cell = (side: Side): string =>
        `${String(of(side, 'seen'))} of ${String(pictures)} in ${(of(side, 'seenMs') / 1000).toFixed(1)} s; last join ${of(side, 'lastJoinMs').toFixed(0)} ms; ` +
        `main thread ${(of(side, 'mainThread') * 100).toFixed(0)} %; ${of(side, 'heapMegabytes').toFixed(1)} MB`;
      const cells = [vendor, `${String(people)} people`, cell('jackfield'), cell('bare')];
      console.log(`| ${cells.join(' | ')} | ${lab.machine()} |`);
      expect(of('jackfield', 'seen')).toBeGreaterThan(0);
      if (!process.env['JACKFIELD_BENCH_CHECK']) {
        keepRow({ document: performanceDocument, table: 'crowds' }, cells);
        return;
      }
      expect.soft(of('jackfield', 'seen')).toBeGreaterThanOrEqual(of('bare', 'seen'));
      const compared = { seenMs: 500, lastJoinMs: 50, mainThread: 0.03, heapMegabytes: 3 } as const;
      for (const [what, within] of Object.entries(compared)) {
        const [ours, bare] = [of('jackfield', what as keyof Crowd), of('bare', what as keyof Crowd)];
        checkRatio(`${vendor}, ${String(people)} people: ${what}`, { ours, bare, within });
      }
    });

const performanceDocument = new URL('../../../docs/performance.md', import.meta.url);
