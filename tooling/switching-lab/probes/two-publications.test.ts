import { afterAll, beforeAll, expect, test } from 'vitest';
import { Lab } from '../test-media/lab.ts';
import { ann, bob, switches, type Person } from '../test-media/people.ts';
import type { Page } from 'playwright';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open(['probe']);
});
afterAll(async () => {
  await lab.close();
});

/** The time that is measured over, milliseconds. */
const measuredMs = 8_000;

async function comes(room: string, who: Person): Promise<Page> {
  const page = await lab.tab('probe');
  await page.evaluate((seat) => window.rig.join('p2p', seat), { room, ...who });
  return page;
}

/** The traffic of one page, and the cost of the whole browser meanwhile. */
async function measure(page: Page): Promise<string> {
  const before = await lab.processorSeconds();
  const from = performance.now();
  const did = await page.evaluate((ms) => window.probe.traffic(ms), measuredMs);
  const seconds = (performance.now() - from) / 1_000;
  const processor = ((await lab.processorSeconds()) - before) / seconds;
  const rate = (bytes: number): string => ((bytes * 8) / seconds / 1_000).toFixed(0);
  const each = (spent: number, frames: number): string => ((spent / frames) * 1_000).toFixed(1);
  return (
    `encoded ${(did.encoded / seconds).toFixed(1)} frames/s at ${each(did.encodeSeconds, did.encoded)} ms each, sent ${rate(did.sentBytes)} kbit/s, ` +
    `decoded ${(did.decoded / seconds).toFixed(1)} frames/s at ${each(did.decodeSeconds, did.decoded)} ms each, received ${rate(did.receivedBytes)} kbit/s; ` +
    `browser ${(processor * 100).toFixed(0)} % of a core`
  );
}

for (const other of ['livekit', 'aliyun'] as const)
  test(`one capture published over the mesh, and over ${other} as well`, async () => {
    const room = `two-${other}`;
    const pages = await Promise.all([ann, bob].map((who) => comes(room, who)));
    const [one] = pages;
    if (!one) throw new Error('Nobody came.');
    await expect.poll(() => one.evaluate(() => window.rig.look().people.length)).toBe(1);
    const alone = await measure(one);
    const reports = await Promise.all(pages.map((page) => switches(page, other, { until: 'never' })));
    expect(reports.map(({ code }) => code)).toEqual(['', '']);
    const twice = await measure(one);
    console.log(`p2p alone: ${alone}\np2p and ${other}: ${twice}`);
    for (const page of pages) await page.evaluate(() => window.rig.leave());
  });
