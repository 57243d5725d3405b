import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright';
import type { Side, VendorName } from '../pages/callers/create-caller.ts';
import type { Received, Scene } from '../pages/page.ts';
import { keepRow } from '../lab/keep-row.ts';
import { Lab } from '../lab/lab.ts';
import { median } from '../lab/median.ts';
import { askedVendors, leaveTogether, sidesOf, sitTogether } from './sit-together.ts';

/** What is measured: `JACKFIELD_VENDORS=p2p,livekit JACKFIELD_PICTURES=360p,text JACKFIELD_ROUNDS=5`. */
const vendors = askedVendors();
const rounds = Number(process.env['JACKFIELD_ROUNDS'] ?? 5);

const large = { width: 1280, height: 720 };
const scenes: Readonly<Record<string, { readonly scene: Scene; readonly source: 'camera' | 'screen' }>> = {
  '360p': { source: 'camera', scene: { picture: picture('camera', 640, 360), tile: large } },
  '720p': { source: 'camera', scene: { picture: picture('camera', 1280, 720), tile: large } },
  text: { source: 'screen', scene: { picture: picture('text', 1280, 720, 15), tile: large } },
  film: { source: 'screen', scene: { picture: picture('film', 640, 360), tile: large } },
  '1080p': {
    source: 'camera',
    scene: { picture: picture('camera', 1920, 1080), tile: { width: 1920, height: 1080 } },
  },
};
const pictures = process.env['JACKFIELD_PICTURES']?.split(',') ?? ['360p', '720p', 'text', 'film'];

function picture(kind: 'camera' | 'text' | 'film', width: number, height: number, framesPerSecond = 30) {
  return { kind, width, height, framesPerSecond };
}

let lab: Lab;
let pages: Readonly<Record<Side, readonly [Page, Page]>>;
beforeAll(async () => {
  lab = await Lab.open();
  const pair = (): Promise<readonly [Page, Page]> => Promise.all([lab.page(), lab.page()]);
  pages = { bare: await pair(), jackfield: await pair() };
});
afterAll(async () => {
  await lab.close();
});

/** One call: somebody shows, and somebody looks. */
async function call(vendor: VendorName, side: Side, name: string): Promise<Received> {
  const found = scenes[name];
  if (!found) throw new RangeError(`There is no picture ${name}.`);
  const { scene, source } = found;
  const [sender, receiver] = pages[side];
  const sources = name === 'film' ? ([source] as const) : (['microphone', source] as const);
  await sitTogether(pages[side], { vendor, side, scene, sources });
  // Until the browser has found out how much the way carries.
  await receiver.waitForTimeout(settleMs);
  const received = await receiver.evaluate(
    ([of, shown]) => window.page.receive('ann', { source: of, picture: shown, forMs: 2_500 }),
    [source, scene.picture] as const,
  );
  if (process.env['JACKFIELD_ENCODERS'])
    console.log(side, await sender.evaluate(() => window.page.encoders()));
  await leaveTogether(pages[side]);
  return received;
}

const settleMs = Number(process.env['JACKFIELD_SETTLE'] ?? 4_500);

const columns = ['likeness', 'framesPerSecond', 'pictureKilobits', 'soundKilobits'] as const;

for (const vendor of vendors)
  for (const name of pictures)
    test(`${vendor}: ${name}, over the adapter and over the SDK alone`, async () => {
      const got: Record<Side, Received[]> = { jackfield: [], bare: [] };
      for (let round = 0; round < rounds; round += 1) {
        const sides = sidesOf(round);
        const calls = sides.map((side) => async () => got[side].push(await call(vendor, side, name)));
        // Small pictures at the same time, which is fair and short; large ones leave no room beside them.
        if (name.endsWith('20p') || name.endsWith('80p')) for (const each of calls) await each();
        else await Promise.all(calls.map((each) => each()));
      }
      const of = (side: Side, column: (typeof columns)[number]): number =>
        median(got[side].map((each) => each[column] ?? 0));
      const size = (side: Side): string =>
        `${String(median(got[side].map(({ width }) => width)))} × ${String(median(got[side].map(({ height }) => height)))}`;
      const ratio = (column: (typeof columns)[number]): number =>
        of('jackfield', column) / of('bare', column);
      const cells = (['jackfield', 'bare'] as const).map((side) => {
        const [likeness, frames, bits, sound] = columns.map((column) => of(side, column));
        return `${size(side)}, ${(frames ?? 0).toFixed(1)}/s, ${(bits ?? 0).toFixed(0)} + ${(sound ?? 0).toFixed(0)} kbit/s, SSIM ${(likeness ?? 0).toFixed(3)}`;
      });
      // Of nothing there is no part.
      const told = (column: 'likeness' | 'framesPerSecond'): string =>
        of('bare', column) < 0.05 ? '–' : ratio(column).toFixed(3);
      const row = [vendor, name, ...cells, told('likeness'), told('framesPerSecond')];
      console.log(`| ${row.join(' | ')} | ${lab.machine()} |`);
      if (rounds >= 5 || name === '1080p') keepRow({ document: qualityDocument, table: 'received' }, row);
      console.log(JSON.stringify(got));
      expect(of('jackfield', 'likeness')).toBeGreaterThan(0);
      if (name === '1080p') return;
      expect.soft(ratio('likeness'), 'its picture').toBeGreaterThanOrEqual(0.93);
      expect.soft(ratio('framesPerSecond'), 'its frames').toBeGreaterThanOrEqual(0.93);
    });

const qualityDocument = new URL('../../../docs/quality.md', import.meta.url);
