import { afterAll, beforeAll, expect, test } from 'vitest';
import { Lab } from './lab.ts';
import { enter, lookAt, sees } from './plain-people.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open(['plain'], { keepsPages: true });
});
afterAll(async () => {
  await lab.close();
});

test(
  'a page that the back button brings back is in its call over the mesh again, muted as it was',
  { timeout: 60_000 },
  async () => {
    const room = 'back';
    const [one, other] = await Promise.all([lab.tab('plain'), lab.tab('plain')]);
    await enter('p2p', room, one, other);
    await one.evaluate(() => window.plain.mute());
    await one.evaluate(() => Object.assign(window, { isTheSame: true }));
    await one.goto('about:blank');
    await expect.poll(async () => (await lookAt(other)).people, { timeout: 15_000 }).toEqual([]);
    await one.goBack({ waitUntil: 'commit' });
    // It was kept, not loaded anew.
    expect(await one.evaluate(() => 'isTheSame' in window)).toBe(true);
    await expect
      .poll(() => lookAt(one), { timeout: 20_000 })
      .toEqual({ state: 'joined', people: ['bob'], sends: ['published', 'published'] });
    await sees(other, 'ann');
    await sees(one, 'bob');
    expect(await other.evaluate(() => window.plain.isMuted('ann'))).toBe(true);
    for (const page of [one, other]) await page.evaluate(() => window.plain.leave());
  },
);
