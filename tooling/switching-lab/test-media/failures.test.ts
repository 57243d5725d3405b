import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Page } from 'playwright';
import { steps } from '../pages/steps.ts';
import { Lab } from './lab.ts';
import { allMeet, ann, bob, comes, lookAt, meets, switchAll, switches, type Person } from './people.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});

afterEach(() => lab.mend());

/** Two people in a call. */
async function two(room: string, vendor: 'p2p' | 'aliyun' | 'livekit' = 'p2p'): Promise<[Page, Page]> {
  const [one, other] = await Promise.all(
    [ann, bob].map((who) => comes(lab, vendor, { room, small: true, ...who })),
  );
  if (!one || !other) throw new Error('Nobody came.');
  await allMeet(seated(one, other));
  return [one, other];
}

const seated = (one: Page, other: Page): readonly (readonly [Page, Person])[] => [
  [one, ann],
  [other, bob],
];

/** Waits until a call is as it was: nobody came or left, and nothing is left of the other vendor. */
async function isUnharmed(page: Page, connections: number): Promise<void> {
  await expect.poll(async () => (await lookAt(page)).connections).toBe(connections);
  const { events, state, people } = await lookAt(page);
  expect([events, state, people.length]).toEqual([[], 'joined', 1]);
}

test(
  'the next vendor refuses, hangs, is not there or dies: the call goes on',
  { timeout: 90_000 },
  async () => {
    const room = 'refused';
    const [one, other] = await two(room);
    const { connections } = await lookAt(one);
    lab.refuses = true;
    expect((await switches(one, 'livekit')).code).toMatch(/credential-invalid|forbidden/);
    lab.refuses = false;
    await isUnharmed(one, connections);

    // The app's server does not answer, and then the vendor's.
    lab.held = new Promise(() => undefined);
    expect((await switches(one, 'livekit', { deadlineMs: 500 })).code).toBe('timeout');
    lab.held = undefined;
    await isUnharmed(one, connections);
    const mute = createServer();
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const address = mute.address();
    lab.elsewhere = `ws://127.0.0.1:${String(typeof address === 'object' ? address?.port : 0)}`;
    expect((await switches(one, 'livekit', { deadlineMs: 1_000 })).code).toBe('timeout');
    lab.elsewhere = 'ws://127.0.0.1:9';
    expect((await switches(one, 'livekit', { deadlineMs: 5_000 })).code).toMatch(
      /network|signalling|timeout/,
    );
    lab.elsewhere = undefined;
    mute.close();
    await isUnharmed(one, connections);

    // It dies while she waits there for him.
    const dying = switches(one, 'aliyun', { deadlineMs: 3_000 });
    await expect.poll(() => lab.emulator.sessions().length).toBe(1);
    await lab.emulator.suspend({ forget: true });
    expect((await dying).code).not.toBe('');
    await lab.emulator.resume();
    await isUnharmed(one, connections);
    await allMeet(seated(one, other));
    for (const page of [one, other]) await page.evaluate(() => window.rig.leave());
  },
);

test('given up at each step it leaves nothing, and the call goes on', { timeout: 60_000 }, async () => {
  const room = 'given-up';
  const [one, other] = await two(room);
  const { connections } = await lookAt(one);
  for (const step of steps) {
    const { code } = await switches(one, 'livekit', { abortAt: step });
    expect([step, code]).toEqual([step, 'aborted']);
    await isUnharmed(one, connections);
    await expect.poll(() => lab.livekitPeople(room)).toEqual([]);
  }
  // And while she waits for him.
  const waiting = switches(one, 'livekit');
  await expect.poll(() => lab.livekitPeople(room)).toEqual(['ann']);
  await one.evaluate(() => window.rig.abort());
  expect((await waiting).code).toBe('aborted');
  await isUnharmed(one, connections);
  await expect.poll(() => lab.livekitPeople(room)).toEqual([]);
  await allMeet(seated(one, other));
  for (const page of [one, other]) await page.evaluate(() => window.rig.leave());
});

test('the old vendor closes the room before the next one is ready', { timeout: 60_000 }, async () => {
  const room = 'closed';
  const [one, other] = await two(room, 'aliyun');
  let release = (): void => undefined;
  lab.held = new Promise((resolve) => {
    release = resolve;
  });
  const switching = switchAll([one, other], 'livekit');
  await expect.poll(() => lab.asked).toBeGreaterThanOrEqual(2);
  lab.emulator.closeRoom({ room });
  await expect.poll(async () => (await lookAt(one)).state).toBe('reconnecting');
  lab.held = undefined;
  release();
  await switching;
  await allMeet(seated(one, other));
  expect((await lookAt(one)).state).toBe('joined');
  lab.emulator.openRoom({ room });
  for (const page of [one, other]) await page.evaluate(() => window.rig.leave());
});

test(
  'both networks are cut while somebody is at both vendors, and come back',
  { timeout: 90_000 },
  async () => {
    const room = 'cut';
    const [one, other] = await two(room, 'livekit');
    const reports = await Promise.all([one, other].map((page) => switches(page, 'p2p', { until: 'never' })));
    expect(reports.map(({ code }) => code)).toEqual(['', '']);
    const { people } = await lookAt(one);
    await lab.cut();
    await expect.poll(async () => (await lookAt(one)).state, { timeout: 20_000 }).toBe('reconnecting');
    await lab.mend();
    await expect.poll(async () => (await lookAt(one)).state, { timeout: 30_000 }).toBe('joined');
    expect((await lookAt(one)).people).toEqual(people);
    await allMeet(seated(one, other));
    for (const page of [one, other]) await page.evaluate(() => window.rig.leave());
  },
);

test(
  'a tab behind another one switches, and one that is frozen in its middle comes back',
  { tags: ['long'], timeout: 90_000 },
  async () => {
    const room = 'hidden';
    const [one, other] = await two(room);
    // Behind another page of its window it draws a frame a second.
    const front = await one.context().newPage();
    await front.bringToFront();
    await switchAll([one, other], 'livekit');
    await front.close();
    await allMeet(seated(one, other));

    const frozen = switches(one, 'p2p', { deadlineMs: 20_000 });
    await expect.poll(() => lab.signalling.server.present(room, 'ann')).toBeDefined();
    // No page of a headless browser is frozen: it is told so, and nothing runs in it for a second.
    await one.evaluate(() => {
      document.dispatchEvent(new Event('freeze'));
      const until = performance.now() + 1_000;
      while (performance.now() < until);
      document.dispatchEvent(new Event('resume'));
    });
    await Promise.allSettled([frozen, switches(other, 'p2p', { deadlineMs: 15_000 })]);
    for (const page of [one, other]) await expect.poll(async () => (await lookAt(page)).state).toBe('joined');
    await meets(other, ann);
    await meets(one, bob);
    for (const page of [one, other]) await page.evaluate(() => window.rig.leave());
  },
);
