import { expect, it } from 'vitest';
import { openLab } from './support/lab.ts';

it('what is under way on a connection that is closed settles, although browsers leave it open', async () => {
  await using lab = await openLab();
  expect(await lab.run('closeMidway')).toContain('was given up');
});
