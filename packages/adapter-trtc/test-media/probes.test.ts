import { afterAll, beforeAll, it } from 'vitest';
import { probes } from '../test-contract/probes/probes.ts';
import { Lab } from './support/lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
  await lab.begin();
});
afterAll(() => lab.close());

// `test-contract/probes.test.ts` puts the same questions to the double.
// Each has a page and a room to itself, and most of its time is waiting.
it.concurrent.for(probes.map(({ title, answer }, index) => ({ title, answer, index })))(
  'the SDK answers: $title',
  { tags: ['long'] },
  async ({ answer, index }, { expect }) => {
    const page = await lab.probes();
    expect(await page.evaluate((which) => window.probe(which), index)).toEqual(answer);
    await page.context().close();
  },
);
