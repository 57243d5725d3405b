import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Moment } from '../pages/switch-report.ts';
import type { VendorName } from '../pages/vendors.ts';
import { Lab } from './lab.ts';
import { ann, bob, comes, meets, soundsLike, switches } from './people.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});

/**
 * The counters of Chromium add up a peak that fades: it falls to a quarter every 100 ms (measured here: the energy by 16, from 8e-3 to
 * nothing within 900 ms). So what was there at the mute counts only from then on; what came after it never had a peak.
 */
const fadedMs = 1_000;
const moments: readonly Moment[] = ['doJoin asked', 'doJoin done', 'doSyncLocal asked', 'all there'];
const vendors: readonly VendorName[] = ['aliyun', 'livekit', 'trtc'];

test.each(vendors)(
  'a microphone that is muted at any step of a switch to %s is silent on both wires from then on',
  { tags: ['long'], timeout: 120_000 },
  async (to) => {
    for (const moment of moments) {
      const room = `muted-${to}-${moment.replaceAll(' ', '-')}`;
      const one = await comes(lab, 'p2p', { room, small: true, ...ann });
      const other = await comes(lab, 'p2p', { room, small: true, ...bob });
      const pages = [one, other];
      await meets(other, ann);
      await one.exposeFunction('reached', async () => {
        await one.evaluate(() => window.rig.mute());
        await Promise.all(pages.map((page) => page.evaluate(() => window.rig.wire.begin())));
      });
      const reports = await Promise.all([switches(one, to, { tellAt: moment }), switches(other, to)]);
      expect(reports.map(({ code }) => code)).toEqual(['', '']);
      // As long as somebody would need to notice it, over the new vendor alone.
      await other.evaluate(() => window.rig.idle(1_500));
      const counted = await Promise.all(pages.map((page) => page.evaluate(() => window.rig.wire.end())));
      const sent = (counted[0]?.looks ?? []).filter(({ way }) => way === 'sent');
      const received = (counted[1]?.looks ?? []).filter(({ way }) => way === 'received');
      const late = received.filter(({ atMs }) => atMs > fadedMs).reduce((sum, { energy }) => sum + energy, 0);
      console.log(
        `${to}, muted at "${moment}": new senders ${String(sent.filter(({ isNew }) => isNew).length)} looks, ` +
          `old ones until ${(sent.at(-1)?.atMs ?? 0).toFixed(0)} ms, received after ${String(fadedMs)} ms: ${late.toExponential(1)}`,
      );
      // What came to be after the mute has never had a sound, and of what was there nothing is left but the counters' own fading.
      expect(sent.filter(({ isNew }) => isNew)).toEqual([]);
      expect(sent.filter(({ atMs }) => atMs > fadedMs)).toEqual([]);
      expect(late).toBeLessThan(1e-6);
      await one.evaluate(() => window.rig.unmute());
      await expect
        .poll(() => other.evaluate(() => window.rig.hear('ann')), { timeout: 15_000 })
        .toSatisfy(soundsLike(ann.tone));
      for (const page of pages) await page.context().close();
    }
  },
);
