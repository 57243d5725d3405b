import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { Lab } from './lab.ts';
import { enter, isInCall, lookAt, meet } from './plain-people.ts';
import { openSleepingBrowser } from './sleeping-browser.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open(['plain']);
});
afterAll(async () => {
  await lab.close();
});

// One sleep for both: most of the time is waiting until the others have given somebody up.
test(
  'whose machine slept until the others had given them up is in the call again when it wakes, over the mesh and LiveKit',
  { tags: ['long'], timeout: 180_000 },
  async () => {
    const sleeper = await openSleepingBrowser();
    onTestFinished(() => sleeper.close());
    const calls = await Promise.all(
      (['p2p', 'livekit'] as const).map(async (vendor) => {
        const [one, other] = await Promise.all([lab.tab('plain', sleeper.browser), lab.tab('plain')]);
        await enter(vendor, `${vendor}-sleeps`, one, other);
        return { vendor, one, other };
      }),
    );
    sleeper.sleep();
    const from = performance.now();
    for (const { vendor, other } of calls) {
      await expect.poll(async () => (await lookAt(other)).people, { timeout: 90_000 }).toEqual([]);
      console.info(`${vendor}: given up after ${String(Math.round(performance.now() - from))} ms`);
    }
    sleeper.wake();
    const woken = performance.now();
    for (const { vendor, one, other } of calls) {
      await isInCall(one, 'bob');
      await isInCall(other, 'ann');
      await meet(one, other);
      console.info(`${vendor}: met again ${String(Math.round(performance.now() - woken))} ms after waking`);
    }
    for (const { one, other } of calls)
      for (const page of [one, other]) await page.evaluate(() => window.plain.leave());
  },
);

test(
  'a nap of three seconds is no loss: the same people, sound and picture go on',
  { timeout: 60_000 },
  async () => {
    const sleeper = await openSleepingBrowser();
    onTestFinished(() => sleeper.close());
    const [one, other] = await Promise.all([lab.tab('plain', sleeper.browser), lab.tab('plain')]);
    await enter('p2p', 'naps', one, other);
    sleeper.sleep();
    // Time is what the test is about.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect((await lookAt(other)).people).toEqual(['ann']);
    sleeper.wake();
    await meet(one, other);
    await isInCall(one, 'bob');
  },
);
