import { afterAll, beforeAll, expect, test } from 'vitest';
import { p2pLimits } from '../src/capabilities.ts';
import { Lab } from './support/lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});

test('an app is warned when its call comes near the published limit', async () => {
  const [tab] = await lab.tabs(1);
  if (!tab) throw new Error('There is no tab.');
  await tab.page.addScriptTag({ url: `${lab.origin}/sessions.js`, type: 'module' });
  await tab.page.waitForFunction(() => 'warningsOf' in window);
  const limit = p2pLimits.participants;
  expect(await tab.page.evaluate((people) => window.warningsOf(people), limit - 2)).toEqual([]);
  expect(await tab.page.evaluate((people) => window.warningsOf(people), limit + 1)).toEqual([
    { participants: limit - 1, limit },
    { participants: limit, limit },
    { participants: limit + 1, limit },
  ]);
});
