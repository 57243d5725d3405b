import { afterAll, beforeAll, expect, test } from 'vitest';
import { Lab } from './lab.ts';
import { enter, hears, sees } from './plain-people.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open(['plain']);
});
afterAll(async () => {
  await lab.close();
});

test.each(['popup', 'floating'] as const)(
  'pictures that are taken out, and put into another window (%s), play there, and in the page again once that is closed; sound goes on',
  { timeout: 60_000 },
  async (kind) => {
    const [one, other] = await Promise.all([lab.tab('plain'), lab.tab('plain')]);
    await enter('p2p', kind, one, other);
    const shown = () => one.evaluate(() => window.plain.shown('bob'));
    await one.evaluate((how) => {
      const button = document.createElement('button');
      button.textContent = 'Pop out';
      button.onclick = () => void window.plain.popOut(how);
      document.body.prepend(button);
    }, kind);
    await one.getByRole('button', { name: 'Pop out' }).click();
    await expect.poll(shown).toEqual({ render: 'playing', isHere: false });
    await sees(one, 'bob');
    await hears(one);
    await one.evaluate(() => window.plain.popIn());
    await expect.poll(shown).toEqual({ render: 'playing', isHere: true });
    await sees(one, 'bob');
    await hears(one);
    for (const page of [one, other]) await page.evaluate(() => window.plain.leave());
  },
);
