import { expect, it } from 'vitest';
import { askDouble } from './probes/double-stage.ts';
import { probes } from './probes/probes.ts';

// `test-media/probes.test.ts` puts the same questions to the SDK.
it.each(probes)('the double answers as the SDK does: $title', async (probe) => {
  expect(await askDouble(probe)).toEqual(probe.answer);
});
