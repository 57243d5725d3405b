import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright';
import type { SwitchReport, VendorName } from '../pages/rig.ts';
import { Lab } from './lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});

const ann = { userId: 'ann', hue: 0, tone: 500 };
const bob = { userId: 'bob', hue: 240, tone: 1200 };
/** How often each pair is switched. */
const rounds = Number(process.env['JACKFIELD_SWITCHES'] ?? 1);
const ring: readonly VendorName[] = ['aliyun', 'livekit', 'p2p'];

/** Tells whether a hue that was seen is the one that was shown, within what encoding makes of it. */
const looksLike =
  (hue: number) =>
  (seen: number | undefined): boolean =>
    seen !== undefined && Math.abs(((seen - hue + 540) % 360) - 180) < 25;

/** Waits until somebody is seen and heard, by their colour and tone. */
async function meets(page: Page, { userId, hue, tone }: typeof ann): Promise<void> {
  await expect
    .poll(() => page.evaluate((of) => window.rig.see(of), userId), { timeout: 15_000 })
    .toSatisfy(looksLike(hue));
  await expect
    .poll(() => page.evaluate((of) => window.rig.hear(of), userId), { timeout: 15_000 })
    .toSatisfy(
      (heard: { level: number; tone: number }) => heard.level > 0.02 && Math.abs(heard.tone - tone) < 30,
    );
}

const switchBoth = (pages: readonly Page[], to: VendorName): Promise<SwitchReport[]> =>
  Promise.all(pages.map((page) => page.evaluate((vendor) => window.rig.switchTo(vendor), to)));

test(
  'two people move from the mesh to Aliyun, to LiveKit and back, with what they send',
  { timeout: 290_000 },
  async () => {
    const pages = [await lab.tab(), await lab.tab()] as const;
    const [one, other] = pages;
    for (const [page, who] of [
      [one, ann],
      [other, bob],
    ] as const)
      await page.evaluate((seat) => window.rig.join('p2p', seat), { room: 'studio', ...who });
    await meets(one, bob);
    await meets(other, ann);
    const before = await Promise.all(pages.map((page) => page.evaluate(() => window.rig.look())));
    const measured = new Map<string, SwitchReport[]>();
    let from: VendorName = 'p2p';
    for (let round = 0; round < rounds; round += 1) {
      for (const to of ring) {
        const reports = await switchBoth(pages, to);
        for (const report of reports) {
          expect([report.code, report.message]).toEqual(['', '']);
          expect(report.copies).toBe(1);
        }
        await meets(one, bob);
        await meets(other, ann);
        const pair = `${from} to ${to}`;
        measured.set(pair, [...(measured.get(pair) ?? []), ...reports]);
        from = to;
      }
    }
    const after = await Promise.all(pages.map((page) => page.evaluate(() => window.rig.look())));
    expect(after.map(({ people }) => people)).toEqual(before.map(({ people }) => people));
    expect(after.map(({ events, state }) => [events, state])).toEqual([
      [[], 'joined'],
      [[], 'joined'],
    ]);
    for (const [pair, reports] of measured) console.log(line(pair, reports));
    for (const page of pages) await page.evaluate(() => window.rig.leave());
  },
);

test(
  'what is muted is silent all the time, and what is shared is seen, when it begins in the middle of a call',
  { timeout: 120_000 },
  async () => {
    const pages = [await lab.tab(), await lab.tab()] as const;
    const [one, other] = pages;
    for (const [page, who] of [
      [one, ann],
      [other, bob],
    ] as const)
      await page.evaluate((seat) => window.rig.join('p2p', seat), { room: 'gallery', ...who });
    await meets(other, ann);
    await one.evaluate(() => window.rig.mute());
    await one.evaluate(() => window.rig.share());
    for (const to of ring) {
      const [, heard] = await switchBoth(pages, to);
      // Nothing of her was ever loud enough to be heard, over the old vendor or the new one.
      expect([heard?.code, heard?.copies]).toEqual(['', 0]);
      await expect
        .poll(() => other.evaluate(() => window.rig.see('ann', 'screen')), { timeout: 15_000 })
        .toSatisfy(looksLike(ann.hue + 60));
    }
    await one.evaluate(() => window.rig.unmute());
    await meets(other, ann);
    for (const page of pages) await page.evaluate(() => window.rig.leave());
  },
);

/** Least, middle and most of what was measured. */
function line(pair: string, reports: readonly SwitchReport[]): string {
  const of = (name: string, values: readonly number[]): string => {
    const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
    const [least, middle, most] = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
    return `${name} ${[least, middle, most].map((each) => (each ?? NaN).toFixed(0)).join(' / ')} ms`;
  };
  return [
    `${pair} (${String(reports.length)} switches, least / median / most):`,
    of(
      'picture',
      reports.flatMap(({ pictures }) => pictures.map(({ longestMs }) => longestMs)),
    ),
    of(
      'usual between frames',
      reports.flatMap(({ pictures }) => pictures.map(({ usualMs }) => usualMs)),
    ),
    of(
      'silence',
      reports.map(({ silenceMs }) => silenceMs),
    ),
    of(
      'told camera',
      reports.flatMap(({ told }) =>
        told.flatMap(({ source, gapMs }) => (source === 'camera' ? (gapMs ?? NaN) : [])),
      ),
    ),
    of(
      'told microphone',
      reports.flatMap(({ told }) =>
        told.flatMap(({ source, gapMs }) => (source === 'microphone' ? (gapMs ?? NaN) : [])),
      ),
    ),
    of(
      'whole switch',
      reports.map(({ tookMs }) => tookMs),
    ),
  ].join('\n  ');
}
