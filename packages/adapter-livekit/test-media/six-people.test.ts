import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { sees } from './support/expectations.ts';
import type { RigMethods } from './pages/rig.ts';
import { Lab, type Remote } from './support/lab.ts';

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

/** How many frames of the large layer a page sends during so many of its small one. */
async function largeFramesDuring(tab: Remote<RigMethods>, frames: number): Promise<number> {
  const before = await tab.layers();
  const sent = async (): Promise<number> => (await tab.layers())[180] ?? 0;
  await expect
    .poll(sent, { timeout, message: 'frames of the small layer' })
    .toBeGreaterThanOrEqual((before[180] ?? 0) + frames);
  return ((await tab.layers())[360] ?? 0) - (before[360] ?? 0);
}

test(
  'six people see each other in small tiles, by the small layer alone',
  { tags: ['long'], timeout: 120_000 },
  async () => {
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
        for (const person of people)
          if (person !== people[index]) await tab.show(person.userId, 'camera', 320);
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
        const { userId = '' } = people[index] ?? {};
        const message = `the large layer of ${userId} rests`;
        // The server waits five seconds before it lets a layer rest (`dynacast_pause_delay`), and the large one may begin late: it
        // rests where nothing of it was sent for longer than that.
        let tookMs = 0;
        const largeFrames = async (): Promise<number> => {
          const began = performance.now();
          const count = await largeFramesDuring(tab, 60);
          tookMs = performance.now() - began;
          return count;
        };
        await expect.poll(largeFrames, { timeout: 60_000, message }).toBe(0);
        // Ten frames a second, not more.
        expect(tookMs).toBeGreaterThan(60 * 80);
        expect(Object.keys(await tab.layers())).toContain('180');
      }),
    );
    for (const { errors } of tabs) expect(errors).toEqual([]);
  },
);
