import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { Lab, type Tab } from './support/lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
beforeEach(() => lab.begin());
afterEach(() => lab.clear());
afterAll(() => lab.close());

/** How long what is under way may take to arrive. */
const eventually = { timeout: 15_000 };
const both = ['microphone', 'camera'] as const;

/** Waits for another picture of somebody. */
async function sees(tab: Tab, userId: string, other: string): Promise<void> {
  await tab.rig('see', userId, other);
  const { frames } = await tab.rig('see', userId, other);
  await expect
    .poll(async () => (await tab.rig('see', userId, other)).frames, {
      ...eventually,
      message: `${userId} sees ${other}`,
    })
    .toBeGreaterThan(frames);
}

async function hears(tab: Tab, userId: string, other: string): Promise<void> {
  await expect
    .poll(() => tab.rig('hear', userId, other), { ...eventually, message: `${userId} hears ${other}` })
    .toBeGreaterThan(0.01);
}

it('two adapters in one page do not disturb each other, and sound is heard once', async () => {
  const tab = await lab.tab();
  const zoe = lab.emulator.addParticipant({ room: 'room-1', userId: 'zoe' });
  zoe.publish({ microphone: { toneHz: 440 }, camera: { colour: 'green' } });
  expect(await tab.rig('join', 'ann', both)).toBe('ok');
  expect(await tab.rig('join', 'bob', both)).toBe('ok');
  for (const [one, other] of [
    ['ann', 'zoe'],
    ['bob', 'zoe'],
    ['ann', 'bob'],
    ['bob', 'ann'],
  ] as const)
    await sees(tab, one, other);
  await Promise.all([hears(tab, 'ann', 'zoe'), hears(tab, 'bob', 'zoe')]);
  // Each of the two hears two others, once each: in core's elements. Those of the SDK play at volume 0.
  await expect.poll(() => tab.rig('audible'), eventually).toBe(4);
  expect(await tab.rig('leave', 'ann')).toBe('ok');
  await sees(tab, 'bob', 'zoe');
  await hears(tab, 'bob', 'zoe');
  expect(await tab.rig('publication', 'bob', 'camera')).toBe('published');
  expect(await tab.rig('contained', 'bob')).toMatch(/^\{("[a-z-]+":0,?)*\}$/);
  expect(tab.errors).toEqual([]);
});

it('a call has statistics of each source, and a quality', async () => {
  const tab = await lab.tab();
  const zoe = lab.emulator.addParticipant({ room: 'room-1', userId: 'zoe' });
  zoe.publish({ microphone: { toneHz: 440 }, camera: { colour: 'green' } });
  await tab.rig('join', 'ann', both);
  await sees(tab, 'ann', 'zoe');
  await hears(tab, 'ann', 'zoe');
  await expect
    .poll(() => tab.rig('stats', 'ann'), eventually)
    .toEqual([
      'over udp',
      'receive camera true',
      'receive microphone true',
      'send camera true',
      'send microphone true',
    ]);
  expect(await tab.rig('quality', 'ann')).toMatch(
    /^undefined (unknown|excellent|good) (unknown|excellent|good)$/,
  );
});

it(
  'lost media is told, which the SDK does not, and comes back by itself',
  { tags: ['long'], timeout: 60_000 },
  async () => {
    const [ann, bob] = [await lab.tab(), await lab.tab()];
    await ann.rig('join', 'ann', both);
    await bob.rig('join', 'bob', both);
    await Promise.all([sees(bob, 'bob', 'ann'), sees(ann, 'ann', 'bob')]);
    const held = lab.emulator.fault({ kind: 'hold', request: 'rebuild_pc' });
    lab.emulator.killMedia({ room: 'room-1', userId: 'ann' });
    const status = (): Promise<string> => ann.rig('publication', 'ann', 'camera');
    await expect.poll(status, { timeout: 20_000 }).toBe('interrupted');
    held.release();
    await expect.poll(status, { timeout: 30_000 }).toBe('published');
    await Promise.all([sees(bob, 'bob', 'ann'), sees(ann, 'ann', 'bob')]);
    await hears(ann, 'ann', 'bob');
  },
);

it('a session that the service has forgotten is joined anew by the SDK: both see each other again', async () => {
  const [ann, bob] = [await lab.tab(), await lab.tab()];
  await ann.rig('join', 'ann', both);
  await bob.rig('join', 'bob', both);
  await Promise.all([sees(bob, 'bob', 'ann'), sees(ann, 'ann', 'bob')]);
  lab.emulator.cutSocket({ room: 'room-1', userId: 'ann' }, { forget: true });
  await expect.poll(() => bob.rig('events'), eventually).toContain('bob: ann left');
  await Promise.all([sees(bob, 'bob', 'ann'), sees(ann, 'ann', 'bob')]);
  await Promise.all([hears(bob, 'bob', 'ann'), hears(ann, 'ann', 'bob')]);
});

it('a join that is given up at any moment after the socket has opened leaves nothing, and throws nothing', async () => {
  const tab = await lab.tab();
  for (const afterMs of [0, 30, 60, 90, 120, 150])
    expect(await tab.rig('giveUp', 'ann', afterMs)).toMatch(/^(ok$|aborted: )/);
  await expect.poll(() => tab.rig('counts'), eventually).toMatchObject({ connections: 0, sockets: 0 });
  await expect.poll(() => lab.emulator.usage(), eventually).toMatchObject({ sockets: 0, sessions: 0 });
  expect(tab.errors).toEqual([]);
});

/** The times that everything that repeats comes round once more. */
const rounds = 20;

it(
  'a hundred calls leave nothing: no socket, no connection, no timer, no post',
  { tags: ['long'], timeout: 240_000 },
  async () => {
    const tab = await lab.tab();
    expect(await tab.rig('cycle', 1, 'ann')).toBe('ok');
    await expect.poll(() => tab.rig('counts'), eventually).toMatchObject({ connections: 0, sockets: 0 });
    const { intervals } = await tab.rig('counts');
    expect(await tab.rig('cycle', 99, 'ann')).toBe('ok');
    await expect.poll(() => tab.rig('counts'), eventually).toEqual({ connections: 0, sockets: 0, intervals });
    await expect
      .poll(() => lab.emulator.usage(), eventually)
      .toMatchObject({ sockets: 0, sessions: 0, mediaPaths: 0 });
    // What was on its way is posted once; what is left would post each time that it comes round.
    const { posts } = lab;
    for (let round = 0; round < rounds; round += 1) {
      await tab.rig('comeRound');
      // What was sent before has had its time on the way.
      await tab.page.evaluate(async () => (await fetch(location.href)).text());
    }
    expect(lab.posts - posts).toBeLessThan(rounds / 2);
    expect(lab.outside).toEqual([]);
    expect(tab.errors).toEqual([]);
  },
);
