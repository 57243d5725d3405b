import { afterAll, beforeAll, expect, test } from 'vitest';
import { Lab } from './support/lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});

test('offers that meet end in one new way, time and again', async () => {
  const [tab] = await lab.tabs(1);
  if (!tab) throw new Error('There is no tab.');
  await tab.page.addScriptTag({ url: `${lab.origin}/negotiation.js`, type: 'module' });
  await tab.page.waitForFunction(() => 'glare' in window);
  const { met, failures, restarted, states } = await tab.page.evaluate(() => window.glare(20));
  expect(failures).toEqual([]);
  expect(states).toEqual(['stable connected', 'stable connected']);
  expect(restarted).toBe(20);
  // Most rounds are collisions; where one side is quick its offer is answered before the other makes one.
  expect(met).toBeGreaterThan(10);
});
