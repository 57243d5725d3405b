import { expect, it } from 'vitest';
import { preparationQueue } from '../lib/lanes/preparation-queue.mjs';

it('runs one at a time, the slow ones last, and goes on after one that fails', async () => {
  /** @type {string[]} */
  const log = [];
  const prepare = preparationQueue({
    after: Promise.resolve(),
    isSlow: (/** @type {string} */ name) => name.startsWith('slow'),
    run: async (name) => {
      log.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`${name} ends`);
      if (name === 'bad') throw new Error('no');
      return name;
    },
  });
  const slow = prepare('slow');
  const bad = prepare('bad').catch((/** @type {Error} */ { message }) => message);
  const quick = prepare('quick');
  expect(await Promise.all([slow, bad, quick])).toEqual(['slow', 'no', 'quick']);
  expect(log).toEqual(['bad begins', 'bad ends', 'quick begins', 'quick ends', 'slow begins', 'slow ends']);
  expect(await prepare('later')).toBe('later');
});
