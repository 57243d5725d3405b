import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { sees } from './support/expectations.ts';
import { Lab } from './support/lab.ts';

const people = [0, 60, 120, 180, 240, 300].map((hue, index) => ({
  userId: `person-${String(index)}`,
  hue,
  tone: 400 + 150 * index,
}));
const timeout = 30_000;

let lab: Lab;
beforeAll(async () => {
  // What the server makes of the bandwidth of a busy machine is not what is tried here.
  lab = await Lab.open({ congestionControl: false });
});
afterEach(async () => {
  await lab.clear();
});
afterAll(async () => {
  await lab.close();
});

test('six people see each other in small tiles, by the small layer alone', async () => {
  const room = 'six';
  const tabs = await Promise.all(people.map(() => lab.rig()));
  await Promise.all(
    tabs.map(async (tab, index) => {
      const person = people[index];
      if (!person) throw new RangeError('Nobody for this tab.');
      const ticket = await lab.ticket({ room, ...person, publish: ['camera', 'microphone'] });
      expect(await tab.join({ ...ticket, framesPerSecond: 10 })).toBeUndefined();
    }),
  );
  for (const tab of tabs) await expect.poll(async () => (await tab.people()).length, { timeout }).toBe(5);
  await Promise.all(
    tabs.map(async (tab, index) => {
      for (const person of people) if (person !== people[index]) await tab.show(person.userId, 'camera', 320);
      for (const person of people)
        if (person !== people[index]) {
          await sees(tab, { ...person, timeout });
          const size = async (): Promise<number> => (await tab.see(person.userId, 'camera')).width;
          await expect.poll(size, { timeout, message: `${person.userId} small` }).toBe(320);
        }
    }),
  );
  // What nobody watches is not sent: the small layer goes on, and the large one rests.
  await Promise.all(
    tabs.map(async (tab, index) => {
      const height = async (wanted: number): Promise<number> => (await tab.layers())[wanted] ?? 0;
      const [small, large] = [await height(180), await height(360)];
      const message = `frames of the small layer of person-${String(index)}`;
      await expect.poll(() => height(180), { timeout, message }).toBeGreaterThan(small + 10);
      expect(await height(360)).toBe(large);
    }),
  );
}, 120_000);
