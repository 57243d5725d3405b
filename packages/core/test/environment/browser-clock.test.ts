import { afterEach, expect, it, vi } from 'vitest';

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
