import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { probes } from '../test-contract/probes/probes.ts';
import { Lab } from './support/lab.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
beforeEach(() => lab.begin());
afterEach(() => lab.clear());
afterAll(() => lab.close());

// `test-contract/probes.test.ts` puts the same questions to the double.
it.each(probes.map(({ title, answer }, index) => ({ title, answer, index })))(
  'the SDK answers: $title',
  { tags: ['long'] },
  async ({ answer, index }) => {
    const page = await lab.probes();
    expect(await page.evaluate((which) => window.probe(which), index)).toEqual(answer);
  },
);
