import { afterAll, beforeAll, expect, test } from 'vitest';
import { Lab } from './lab.ts';
import { allMeet, ann, bob, cem, comes, dan, lookAt, meets } from './people.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});

test(
  'four people move from the mesh to LiveKit by one proposal',
  { tags: ['long'], timeout: 120_000 },
  async () => {
    const people = [ann, bob, cem, dan];
    const pages = await Promise.all(
      people.map((who) => comes(lab, 'p2p', { room: 'moving', small: true, ...who })),
    );
    const seated = pages.flatMap((page, index) => {
      const who = people[index];
      return who ? [[page, who] as const] : [];
    });
    await allMeet(seated);
    for (const page of pages) await page.evaluate(() => window.rig.readyToMove('p2p'));
    for (const page of pages) await lookAt(page);
    const [first] = pages;
    const from = performance.now();
    const report = await first?.evaluate(() => window.rig.proposeMove('livekit'));
    expect(report).toMatchObject({ plan: 'livekit', status: 'moved', notFollowed: [] });
    await expect
      .poll(() => Promise.all(pages.map((page) => page.evaluate(() => window.rig.moved()?.status))), {
        timeout: 30_000,
      })
      .toEqual(['moved', 'moved', 'moved', 'moved']);
    console.info(`four people moved in ${String(Math.round(performance.now() - from))} ms`);
    expect(await lab.livekitPeople('moving')).toEqual(['ann', 'bob', 'cem', 'dan']);
    await allMeet(seated);
    // Nobody has left for anybody.
    for (const page of pages)
      expect((await lookAt(page)).events.filter((each) => !each.startsWith('message'))).toEqual([]);
    for (const page of pages) await page.evaluate(() => window.rig.leave());
  },
);

test(
  'a LiveKit server that is killed under a call: sound and picture again over Aliyun',
  { tags: ['long'], timeout: 120_000 },
  async () => {
    const seat = { room: 'failing', small: true };
    const pages = await Promise.all(
      [ann, bob].map(async (who) => {
        const page = await lab.tab();
        await page.evaluate((where) => window.rig.join('livekit', where, 'aliyun'), { ...seat, ...who });
        return page;
      }),
    );
    const [one, other] = pages;
    if (!one || !other) throw new Error('Nobody came.');
    await allMeet([
      [one, ann],
      [other, bob],
    ]);
    await lookAt(one);
    const noticed = await one.evaluateHandle(() => window.rig.notice());
    const still = await one.evaluateHandle(() => window.rig.standstill('bob'));
    const from = performance.now();
    await lab.cut();
    await expect
      .poll(() => one.evaluate(() => window.rig.look().events), { timeout: 60_000, interval: 200 })
      .toContain('state-changed joined');
    await meets(one, bob);
    await meets(other, ann);
    const backMs = performance.now() - from;
    const { silenceMs, pictures } = await noticed.evaluate((end) => end());
    const pictureMs = await still.evaluate((end) => end());
    console.info(
      `killed server: sound again after ${String(Math.round(silenceMs))} ms, picture after ${String(Math.round(pictureMs))} ms, all by ${String(Math.round(backMs))} ms`,
    );
    // Both ways to look at the picture see the same.
    const [seen] = pictures;
    expect(Math.abs((seen?.longestMs ?? NaN) - pictureMs)).toBeLessThan(500);
    for (const ms of [silenceMs, pictureMs]) {
      // The server was dead: a measurement that saw nothing of that would be none.
      expect(ms).toBeGreaterThan(500);
      expect(ms).toBeLessThan(30_000);
    }
    const { people, state } = await lookAt(one);
    expect([people.length, state]).toEqual([1, 'joined']);
    await lab.mend();
  },
);
