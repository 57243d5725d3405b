import { afterAll, beforeAll, expect, test } from 'vitest';
import { Lab } from '../test-media/lab.ts';
import { ann, bob, meets } from '../test-media/people.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open(['probe']);
});
afterAll(async () => {
  await lab.close();
});

const vendors = ['aliyun', 'livekit', 'trtc'] as const;
const carriers = ['p2p', 'aliyun', 'livekit'] as const;

for (const carrier of carriers)
  for (const loaded of vendors.filter((each) => each !== carrier))
    test(`the SDK of ${loaded} is loaded in a call over ${carrier}`, async () => {
      const room = `${carrier}-${loaded}`;
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
      const { changed, noticed } = await one.evaluate((name) => window.probe.load(name), loaded);
      await meets(one, bob);
      await meets(other, ann);
      console.log(`${loaded} in ${carrier}: ${JSON.stringify(noticed)}\n  ${changed.join(', ')}`);
      const { events, state } = await one.evaluate(() => window.rig.look());
      expect([events.filter((each) => !each.startsWith('participant-joined')), state]).toEqual([
        ['state-changed joining', 'state-changed joined'],
        'joined',
      ]);
      for (const page of pages) await page.evaluate(() => window.rig.leave());
    });
