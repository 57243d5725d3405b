import { afterEach, beforeEach, expect, it, vi } from 'vitest';

// The clock takes the timers that are there when it is loaded, which another file may have done before.
beforeEach(() => vi.resetModules());
afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

it('waits for as long as browsers can where it is asked to wait longer: they would not wait at all', async () => {
  const delays: number[] = [];
  vi.stubGlobal('setTimeout', (_run: () => void, delayMs: number) => delays.push(delayMs));
  const { browserClock } = await import('../../src/environment/browser-clock.ts');
  browserClock.after(5, () => undefined);
  browserClock.after(1e12, () => undefined);
  expect(delays).toEqual([5, 2 ** 31 - 1]);
});
