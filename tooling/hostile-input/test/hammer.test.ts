import { setTimeout as pass } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hammer } from '../src/hammer.ts';

const anything = fc.constant('anything');

test('when the time is over, the attack that is under way is waited for, and is over before those who behave talk again', async () => {
  let underWay = 0;
  const seen: number[] = [];
  await hammer({
    attack: anything,
    throwIt: async () => {
      underWay += 1;
      await pass(40);
      underWay -= 1;
    },
    talk: () => {
      seen.push(underWay);
      return Promise.resolve();
    },
    durationMs: 100,
  });
  expect(underWay).toBe(0);
  expect(seen).not.toContain(1);
});

test('an attack that fails after the time is over fails all the same', async () => {
  let attacks = 0;
  const hammered = hammer({
    attack: anything,
    throwIt: async () => {
      attacks += 1;
      // One that was met is needed: without any, the time itself is the failure.
      if (attacks === 1) return;
      await pass(80);
      throw new Error('too much');
    },
    talk: () => Promise.resolve(),
    durationMs: 30,
  });
  await expect(hammered).rejects.toThrow('too much');
  expect(attacks).toBe(2);
});
