import { afterAll, beforeAll, expect, test } from 'vitest';
import { hears, sees } from './support/expectations.ts';
import { Lab } from './support/lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});

test('a server that dies in a call and comes back finds everybody again', async () => {
  const people = [
    { userId: 'ann', hue: 0, tone: 500 },
    { userId: 'bob', hue: 240, tone: 1200 },
  ] as const;
  const [one, other] = await Promise.all([lab.rig(), lab.rig()]);
  for (const [index, tab] of [one, other].entries()) {
    const person = people[index] ?? people[0];
    const ticket = await lab.ticket({ room: 'room', ...person, publish: ['camera', 'microphone'] });
    expect(await tab.join(ticket)).toBeUndefined();
  }
  await sees(one, people[1]);
  await sees(other, people[0]);
  await lab.restartServer();
  for (const tab of [one, other]) {
    await expect.poll(() => tab.states(), { timeout: 10_000 }).toContain('reconnecting');
    await expect.poll(async () => (await tab.states()).at(-1), { timeout: 30_000 }).toBe('joined');
  }
  await sees(one, people[1]);
  await hears(one, people[1]);
  await sees(other, people[0]);
  await hears(other, people[0]);
}, 60_000);
