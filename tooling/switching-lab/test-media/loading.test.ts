import { afterAll, beforeAll, expect, test } from 'vitest';
import { Lab } from './lab.ts';
import { ann, bob, meets } from './people.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open(['probe'], { withJanus: true });
});
afterAll(async () => {
  await lab.close();
});

const carriers = ['p2p', 'aliyun', 'livekit', 'janus', 'trtc'] as const;
/** The mesh needs no SDK; nor does Janus, whose client comes with its adapter. */
const vendors = ['aliyun', 'livekit', 'janus', 'trtc'] as const;
/** The longest time between two frames, and without a sound, that nobody notices, milliseconds: evaluating a bundle takes some of it. */
const frameGapMs = 500;
const silenceMs = 500;
/** Globals that an SDK makes for itself, and the methods of connections that the `webrtc-adapter` in its bundle wraps. */
const known =
  /^(?:window\.(?:AliRtcEngine|Audio\w+|LogReporter|setImmediate|clearImmediate|__core-js_shared__|lk\w*)|navigator\.|mediaDevices\.|Navigator\.prototype\.|MediaDevices\.prototype\.|RTC\w+\.prototype\.|MediaStream\.prototype\.)/u;

test.each(carriers)(
  'a call over %s goes on while every other SDK is loaded into its page',
  { tags: ['long'], timeout: 120_000 },
  async (carrier) => {
    const room = `loading-over-${carrier}`;
    const pages = await Promise.all([lab.tab('probe'), lab.tab('probe')]);
    const [one, other] = pages;
    for (const [page, who] of [
      [one, ann],
      [other, bob],
    ] as const)
      await page.evaluate(([vendor, seat]) => window.rig.join(vendor, seat), [
        carrier,
        { room, ...who },
      ] as const);
    await meets(one, bob);
    for (const vendor of vendors.filter((each) => each !== carrier)) {
      const { changed, noticed } = await one.evaluate((name) => window.probe.load(name), vendor);
      const strange = changed.filter((line) => !known.test(line));
      expect(strange, `what ${vendor} changes in the page`).toEqual([]);
      const gaps = noticed.pictures.map(({ longestMs }) => longestMs);
      expect(Math.max(...gaps), `the longest wait for a frame while ${vendor} is loaded`).toBeLessThan(
        frameGapMs,
      );
      expect(noticed.silenceMs, `silence while ${vendor} is loaded`).toBeLessThan(silenceMs);
      expect(noticed.copies).toBe(1);
      await meets(one, bob);
      await meets(other, ann);
    }
    const { events, state } = await one.evaluate(() => window.rig.look());
    expect([events.filter((each) => !each.startsWith('participant-joined')), state]).toEqual([
      ['state-changed joining', 'state-changed joined'],
      'joined',
    ]);
    for (const page of pages) await page.evaluate(() => window.rig.leave());
  },
);
