import type { RealmWindow } from '../realm-window.ts';
import { createSkippableClock, type SkippableClock } from '../skippable-clock.ts';

type Callback = (...given: unknown[]) => void;

/**
 * Puts timers into a page that can be moved on, in the place of the platform's: for SDKs that have bounds of minutes in them. Dates are
 * left alone. Gives the clock that moves them.
 */
export function installSkippableTimers(page: RealmWindow): SkippableClock {
  const { performance, setTimeout, clearTimeout } = page;
  const clock = createSkippableClock({
    performance,
    setTimeout: setTimeout.bind(page),
    clearTimeout: clearTimeout.bind(page),
  });
  const undo = new Map<number, () => void>();
  let count = 0;
  const begin = (run: Callback, delayMs: number, given: unknown[], again: boolean): number => {
    const handle = ++count;
    const arm = (): void => {
      const stop = clock.after(delayMs, () => {
        if (again) arm();
        else undo.delete(handle);
        run(...given);
      });
      undo.set(handle, stop);
    };
    arm();
    return handle;
  };
  const end = (handle: number | undefined): void => {
    if (handle === undefined) return;
    undo.get(handle)?.();
    undo.delete(handle);
  };
  const timers = {
    setTimeout: (run: Callback, delayMs = 0, ...given: unknown[]) => begin(run, delayMs, given, false),
    // As browsers do for timers in timers: never without a pause.
    setInterval: (run: Callback, delayMs = 0, ...given: unknown[]) =>
      begin(run, Math.max(4, delayMs), given, true),
    clearTimeout: end,
    clearInterval: end,
  };
  Object.assign(page, timers);
  return clock;
}
