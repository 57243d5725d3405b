import { startTurnServer, type TurnServer } from '@jackfield/turn-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright';
import type { Side } from '../pages/callers/create-caller.ts';
import type { Scene } from '../pages/page.ts';
import { keepRow } from '../lab/keep-row.ts';
import { Lab } from '../lab/lab.ts';
import { median } from '../lab/median.ts';
import { startLossyWay, type LossyWay, type WayFaults } from '../lab/start-lossy-way.ts';
import { askedVendors, leaveTogether, sidesOf, sitTogether } from './sit-together.ts';

const rounds = Number(process.env['JACKFIELD_ROUNDS'] ?? 3);
const tone = 500;
const scene: Scene = {
  picture: { kind: 'camera', width: 640, height: 360, framesPerSecond: 30 },
  tone,
  tile: { width: 640, height: 360 },
};
const ways: Readonly<Record<string, WayFaults>> = {
  'one of ten lost': { loss: 0.1 },
  'three of ten lost': { loss: 0.3 },
  '300 kbit/s': { loss: 0, kilobits: 300 },
};

let lab: Lab;
let turn: TurnServer;
let tables: Readonly<Record<Side, Table>>;
beforeAll(async () => {
  [lab, turn] = await Promise.all([Lab.open(), startTurnServer()]);
  tables = { bare: await setTable('bare'), jackfield: await setTable('jackfield') };
});
afterAll(async () => {
  await lab.close();
  await Promise.all(Object.values(tables).map(({ way }) => way.close()));
  await turn.stop();
});

/** Two people, of whom Ann has one way alone: the lossy one to a TURN server. */
interface Table {
  readonly way: LossyWay;
  readonly pages: readonly [Page, Page];
}

async function setTable(side: Side): Promise<Table> {
  const way = await startLossyWay({ port: Number(/:(\d+)\?/.exec(turn.udp)?.[1]) });
  const urls = `turn:127.0.0.1:${String(way.port)}?transport=udp`;
  const relay = { urls, ...turn.credential(`ann-${side}`, 3_600) };
  return { way, pages: await Promise.all([lab.page({ relay }), lab.page()]) };
}

interface Heard {
  readonly withTone: number;
  readonly framesPerSecond: number;
  readonly likeness: number;
}

async function call(vendor: (typeof vendors)[number], side: Side, faults: WayFaults): Promise<Heard> {
  const { way, pages } = tables[side];
  const [, bob] = pages;
  way.set({ loss: 0 });
  await sitTogether(pages, { vendor, side, scene, sources: ['microphone', 'camera'] });
  way.set(faults);
  // Until both ends have found out how bad the way is.
  await bob.waitForTimeout(3_000);
  const [windows, { framesPerSecond, likeness = 0 }] = await bob.evaluate(
    ([heard, picture]) =>
      Promise.all([
        window.page.hear(heard, 6_000),
        window.page.receive('ann', { source: 'camera', picture, forMs: 6_000 }),
      ]),
    [tone, scene.picture] as const,
  );
  way.set({ loss: 0 });
  await leaveTogether(pages);
  return { withTone: windows.withTone / windows.all, framesPerSecond, likeness };
}

const vendors = askedVendors();
for (const vendor of vendors)
  for (const [name, faults] of Object.entries(ways))
    test(`${vendor}: ${name}, over the adapter and over the SDK alone`, async () => {
      const got: Record<Side, Heard[]> = { jackfield: [], bare: [] };
      for (let round = 0; round < rounds; round += 1)
        await Promise.all(
          sidesOf(round).map(async (side) => got[side].push(await call(vendor, side, faults))),
        );
      const of = (side: Side, what: keyof Heard): number => median(got[side].map((each) => each[what]));
      const cell = (side: Side): string =>
        `${(of(side, 'withTone') * 100).toFixed(1)} %, ${of(side, 'framesPerSecond').toFixed(1)}/s, SSIM ${of(side, 'likeness').toFixed(3)}`;
      const row = [vendor, name, cell('jackfield'), cell('bare')];
      console.log(`| ${row.join(' | ')} | ${lab.machine()} |`);
      keepRow({ document: qualityDocument, table: 'loss' }, row);
      console.log(JSON.stringify(got));
      if (faults.loss === 0.1) expect.soft(of('jackfield', 'withTone')).toBeGreaterThanOrEqual(0.95);
      if (faults.loss === 0.3)
        expect.soft(of('jackfield', 'withTone')).toBeGreaterThanOrEqual(of('bare', 'withTone') * 0.97);
      if (faults.kilobits === undefined) return;
      expect.soft(of('jackfield', 'withTone')).toBeGreaterThanOrEqual(0.95);
      expect.soft(of('jackfield', 'framesPerSecond')).toBeGreaterThan(3);
    });

const qualityDocument = new URL('../../../docs/quality.md', import.meta.url);
