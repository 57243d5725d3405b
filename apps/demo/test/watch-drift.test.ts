import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchDrift } from '../src/processors/watch-drift.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A context that does a part of the sound that it should, and what was told of it after some seconds. */
function watch(part: number, state: AudioContextState = 'running'): number {
  const begin = performance.now();
  const told = vi.fn();
  const end = watchDrift(
    {
      state,
      get currentTime() {
        return ((performance.now() - begin) / 1000) * part;
      },
    },
    told,
  );
  vi.advanceTimersByTime(30_000);
  end();
  expect(vi.getTimerCount()).toBe(0);
  return told.mock.calls.length;
}

it('tells once that sound falls behind the clock', () => {
  expect(watch(0.5)).toBe(1);
});

it('tells nothing of a context that keeps up, or that the browser holds back', () => {
  expect(watch(1)).toBe(0);
  expect(watch(0, 'suspended')).toBe(0);
});
