import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Delay } from '../pages/delay.ts';
import type { Noticed, SwitchReport } from '../pages/switch-report.ts';
import { loadavg } from 'node:os';
import type { VendorName } from '../pages/vendors.ts';
import { Lab } from './lab.ts';
import { allMeet, ann, bob, comes, lookAt, looksLike, meets, switchAll } from './people.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});

/** Pictures that two cores can encode for two vendors at once with time to spare, where they are asked for. */
const small =
  process.env['JACKFIELD_SMALL_PICTURES'] === '1'
    ? { painting: { width: 320, height: 180, framesPerSecond: 30 } }
    : {};
/** How often each pair is switched. */
const rounds = Number(process.env['JACKFIELD_SWITCHES'] ?? 1);
const ring: readonly VendorName[] = ['aliyun', 'livekit', 'p2p'];

test(
  'two people move from the mesh to Aliyun, to LiveKit and back, with what they send',
  { timeout: 60_000 + rounds * 30_000 },
  async () => {
    const one = await comes(lab, 'p2p', { room: 'studio', ...small, ...ann });
    const other = await comes(lab, 'p2p', { room: 'studio', ...small, ...bob });
    const pages = [one, other];
    const seated = [
      [one, ann],
      [other, bob],
    ] as const;
    await allMeet(seated);
    const before = await Promise.all(pages.map(lookAt));
    const measured = new Map<string, SwitchReport[]>();
    const delays = new Map<VendorName, Delay[]>();
    const idle = new Map<VendorName, Noticed[]>();
    let from: VendorName = 'p2p';
    for (let round = 0; round < rounds; round += 1) {
      for (const to of ring) {
        // What is seen where nothing is switched, on the same machine at the same time.
        if (rounds > 1) {
          const seen = await Promise.all(pages.map((page) => page.evaluate(() => window.rig.idle(2_000))));
          idle.set(from, [...(idle.get(from) ?? []), ...seen]);
        }
        const reports = await switchAll(pages, to);
        for (const report of reports) expect(report.copies).toBe(1);
        await allMeet(seated);
        const pair = `${from} to ${to}`;
        // Beside what is interrupted, and only where it is asked for: it takes a while.
        if (rounds > 1) {
          const delay = await one.evaluate(() => window.rig.delay());
          delays.set(to, [...(delays.get(to) ?? []), delay]);
        }
        measured.set(pair, [...(measured.get(pair) ?? []), ...reports]);
        from = to;
      }
    }
    const after = await Promise.all(pages.map(lookAt));
    expect(after.map(({ people }) => people)).toEqual(before.map(({ people }) => people));
    expect(after.map(({ events, state }) => [events, state])).toEqual([
      [[], 'joined'],
      [[], 'joined'],
    ]);
    console.log(
      `load ${loadavg()
        .map((each) => each.toFixed(1))
        .join(' / ')} (1, 5, 15 minutes)`,
    );
    for (const [pair, reports] of measured) console.log(line(pair, reports));
    for (const [vendor, seen] of idle) console.log(`without a switch, over ${vendor}: ${seenIn(seen)}`);
    for (const [vendor, found] of delays) {
      const picture = of(
        'picture',
        found.map((each) => each.pictureMs),
      );
      console.log(
        `delay over ${vendor}: ${picture}, ${of(
          'sound',
          found.map((each) => each.soundMs),
        )}`,
      );
    }
    for (const page of pages) await page.evaluate(() => window.rig.leave());
  },
);

test(
  'what is muted is silent all the time, and what is shared is seen, when it begins in the middle of a call',
  { timeout: 120_000 },
  async () => {
    const one = await comes(lab, 'p2p', { room: 'gallery', ...ann });
    const other = await comes(lab, 'p2p', { room: 'gallery', ...bob });
    const pages = [one, other];
    const wires = async (): Promise<{ sent: number; received: number }> => ({
      sent: (await one.evaluate(() => window.rig.wire.end())).sent,
      received: (await other.evaluate(() => window.rig.wire.end())).received,
    });
    for (const page of pages) await page.evaluate(() => window.rig.wire.begin());
    await meets(other, ann);
    // What was counted is what was heard, before it is said that there is none.
    const loud = await wires();
    expect([loud.sent > 0.005, loud.received > 0.005]).toEqual([true, true]);
    await one.evaluate(() => window.rig.mute());
    await one.evaluate(() => window.rig.share());
    await one.evaluate(() => window.rig.wire.still('sent'));
    await other.evaluate(() => window.rig.wire.still('received'));
    for (const page of pages) await page.evaluate(() => window.rig.wire.begin());
    for (const to of ring) {
      const [, heard] = await switchAll(pages, to);
      // Nothing of her was ever loud enough to be heard, over the old vendor or the new one.
      expect(heard?.copies).toBe(0);
      await expect
        .poll(() => other.evaluate(() => window.rig.see('ann', 'screen')), { timeout: 15_000 })
        .toSatisfy(looksLike(ann.hue + 60));
    }
    // On both wires, at her senders and at his receivers, from the first switch until after the last.
    const silent = await wires();
    console.log(
      `muted over three switches, energy: ${JSON.stringify(silent)}; before: ${JSON.stringify(loud)}`,
    );
    expect(silent.sent).toBe(0);
    expect(silent.received).toBeLessThan(loud.received / 1_000);
    await one.evaluate(() => window.rig.unmute());
    await meets(other, ann);
    for (const page of pages) await page.evaluate(() => window.rig.leave());
  },
);

/** Least, middle and most of something. */
const of = (name: string, values: readonly number[]): string => {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const [least, middle, most] = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  return `${name} ${[least, middle, most].map((each) => (each ?? NaN).toFixed(0)).join(' / ')} ms`;
};

/** The figures of what was seen and heard. */
const seenIn = (noticed: readonly Noticed[]): string =>
  [
    of(
      'picture',
      noticed.flatMap(({ pictures }) => pictures.map(({ longestMs }) => longestMs)),
    ),
    of(
      'usual between frames',
      noticed.flatMap(({ pictures }) => pictures.map(({ usualMs }) => usualMs)),
    ),
    of(
      'silence',
      noticed.map(({ silenceMs }) => silenceMs),
    ),
  ].join(', ');

/** The figures of a pair. */
function line(pair: string, reports: readonly SwitchReport[]): string {
  return [
    `${pair} (${String(reports.length)} switches, least / median / most):`,
    seenIn(reports),
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
