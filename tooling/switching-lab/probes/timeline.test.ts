import { test } from 'vitest';
import { loadavg } from 'node:os';
import type { VendorName } from '../pages/vendors.ts';
import { Lab } from '../test-media/lab.ts';
import { allMeet, ann, bob, comes, switchAll } from '../test-media/people.ts';

/** How often each pair is switched. */
const rounds = Number(process.env['JACKFIELD_SWITCHES'] ?? 2);
/** Times between frames that are shown with what happened around them, in milliseconds. */
const worthMs = 75;
const ring: readonly VendorName[] = ['aliyun', 'livekit', 'p2p'];

test('where the time between frames goes in a switch', async () => {
  const lab = await Lab.open();
  const pages = [
    await comes(lab, 'p2p', { room: 'studio', ...ann }),
    await comes(lab, 'p2p', { room: 'studio', ...bob }),
  ];
  const [one, other] = pages;
  if (!one || !other) throw new Error('Nobody came.');
  await allMeet([
    [one, ann],
    [other, bob],
  ]);
  for (let round = 0; round < rounds; round += 1)
    for (const to of ring) {
      const idle = await one.evaluate(() => window.rig.idle(3_000));
      await Promise.all(pages.map((page) => page.evaluate(() => window.rig.trace.read())));
      const from = await Promise.all(pages.map((page) => page.evaluate(() => performance.now())));
      const reports = await switchAll(pages, to, { traced: true });
      for (const [index, page] of pages.entries()) {
        const marks = await page.evaluate(() => window.rig.trace.read());
        const frames = reports[index]?.pictures[0]?.frames ?? [];
        const start = from[index] ?? 0;
        const lines = frames.flatMap((frame, place) => {
          const before = frames[place - 1] ?? frame;
          const of = (member: keyof typeof frame): string => (frame[member] - before[member]).toFixed(0);
          if (frame.atMs - before.atMs < worthMs) return [];
          const text = `---- ${of('atMs')} ms; captured ${of('capturedMs')}, received ${of('receivedMs')}, ${of('shown')} shown`;
          return [[before.atMs, text] as const];
        });
        const told = [...marks, ...lines]
          .sort(([a], [b]) => a - b)
          .map(([at, what]) => `${(at - start).toFixed(0).padStart(6)} ${what}`);
        const usual = reports[index]?.pictures[0]?.usualMs ?? NaN;
        const longest = reports[index]?.pictures[0]?.longestMs ?? NaN;
        console.log(
          `to ${to}, load ${loadavg()[0]?.toFixed(1) ?? ''}: without a switch ${idle.pictures.map(({ usualMs, longestMs }) => `${usualMs.toFixed(0)} to ${longestMs.toFixed(0)}`).join()}, with it ${usual.toFixed(0)} to ${longest.toFixed(0)} ms\n${told.join('\n')}`,
        );
      }
      await allMeet([
        [one, ann],
        [other, bob],
      ]);
    }
  await lab.close();
});
