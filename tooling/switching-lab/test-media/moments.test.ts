import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright';
import type { Moment } from '../pages/switch-report.ts';
import { Lab } from './lab.ts';
import { allMeet, ann, bob, comes, lookAt, switches, type Person } from './people.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});

/** Two people in a call over the mesh. */
async function two(room: string): Promise<readonly (readonly [Page, Person])[]> {
  const seated = await Promise.all(
    [ann, bob].map(async (who) => [await comes(lab, 'p2p', { room, small: true, ...who }), who] as const),
  );
  await allMeet(seated);
  for (const [page] of seated) await lookAt(page);
  return seated;
}

/** Waits until a call is as it was: nobody came or left, and nothing is left of the other vendor. */
async function isUnharmed(page: Page, connections: number): Promise<void> {
  await expect.poll(async () => (await lookAt(page)).connections, { timeout: 15_000 }).toBe(connections);
  const { state, people } = await lookAt(page);
  expect([state, people.length]).toEqual(['joined', 1]);
}

test(
  'the next vendor dies at each step: the call goes on',
  { tags: ['long'], timeout: 120_000 },
  async () => {
    const seated = await two('dying');
    const [one, other] = seated.map(([page]) => page);
    if (!one || !other) throw new Error('Nobody came.');
    const { connections } = await lookAt(one);
    await one.exposeFunction('reached', () => lab.emulator.suspend({ forget: true }));
    const steps: readonly Moment[] = ['doJoin asked', 'doJoin done', 'doSyncLocal asked', 'doSyncLocal done'];
    for (const tellAt of steps) {
      const { code } = await switches(one, 'aliyun', { tellAt, deadlineMs: 3_000 });
      expect([tellAt, code === '']).toEqual([tellAt, false]);
      await lab.emulator.resume();
      await isUnharmed(one, connections);
    }
    await allMeet(seated);
    for (const page of [one, other]) expect((await lookAt(page)).events).toEqual([]);
    for (const page of [one, other]) await page.evaluate(() => window.rig.leave());
  },
);

test(
  'the next vendor dies while everything is there over both: nobody is lost',
  { tags: ['long'], timeout: 90_000 },
  async () => {
    const seated = await two('dying-late');
    const [one, other] = seated.map(([page]) => page);
    if (!one || !other) throw new Error('Nobody came.');
    await one.exposeFunction('reached', () => lab.emulator.suspend());
    const reports = await Promise.all([
      switches(one, 'aliyun', { tellAt: 'all there', deadlineMs: 8_000 }),
      switches(other, 'aliyun', { deadlineMs: 8_000 }),
    ]);
    console.log(
      `the next vendor died in the overlap: ${reports.map(({ code }) => code || 'switched').join(', ')}`,
    );
    await lab.emulator.resume();
    // Whichever of both vendors each of them is with: they were in a call, and are.
    for (const page of [one, other])
      await expect.poll(async () => (await lookAt(page)).state, { timeout: 30_000 }).toBe('joined');
    const people = await Promise.all([one, other].map(lookAt));
    expect(people.map(({ people: there }) => there.length)).toEqual([1, 1]);
    for (const page of [one, other]) await page.evaluate(() => window.rig.leave());
  },
);

test(
  'given up while everything is there over both, it leaves nothing',
  { tags: ['long'], timeout: 60_000 },
  async () => {
    const room = 'given-up-late';
    const seated = await two(room);
    const [one, other] = seated.map(([page]) => page);
    if (!one || !other) throw new Error('Nobody came.');
    const { connections } = await lookAt(one);
    const [given, alone] = await Promise.all([
      switches(one, 'livekit', { abortAt: 'all there' }),
      switches(other, 'livekit', { deadlineMs: 6_000 }),
    ]);
    expect(given.code).toBe('aborted');
    // He waits for her at the next vendor, in vain, or was there with her in time and comes back by himself.
    expect(['timeout', '']).toContain(alone.code);
    await isUnharmed(one, connections);
    await expect.poll(() => lab.livekitPeople(room), { timeout: 15_000 }).not.toContain('ann');
    if (alone.code === 'timeout') await allMeet(seated);
    for (const page of [one, other]) await page.evaluate(() => window.rig.leave());
  },
);
