import type { Clock } from '@jackfield/core';
import type { RealmWindow } from './realm-window.ts';

/** Real time that can be moved on: for bounds of minutes that no test waits for. */
export interface SkippableClock extends Clock {
  /** The delays of the timers that have not run, milliseconds. */
  readonly pending: readonly number[];
  /** Moves time on. Timers that fall due on the way run in their order, each at its own time; promises settle between. */
  skip(ms: number): Promise<void>;
}

interface Timer {
  readonly dueMs: number;
  readonly delayMs: number;
  readonly run: () => void;
}

/** A task of its own, so that everything that hangs on promises is over. */
function task(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/** Makes a clock over the timers of a page. They stop with that page. */
export function createSkippableClock({
  performance,
  setTimeout,
  clearTimeout,
}: Pick<RealmWindow, 'performance' | 'setTimeout' | 'clearTimeout'>): SkippableClock {
  let skippedMs = 0;
  const timers = new Set<Timer>();
  const now = (): number => performance.now() + skippedMs;
  let handle: number | undefined;

  function arm(): void {
    clearTimeout(handle);
    const first = next();
    handle = first && setTimeout(due, Math.max(0, first.dueMs - now()));
  }
  function next(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of timers) if (!first || timer.dueMs < first.dueMs) first = timer;
    return first;
  }
  function due(): void {
    const first = next();
    if (first && first.dueMs <= now()) {
      timers.delete(first);
      // Armed first: what it runs may throw.
      arm();
      first.run();
    } else arm();
  }

  return {
    now,
    after(delayMs, run) {
      const timer = { dueMs: now() + Math.max(0, delayMs), delayMs, run };
      timers.add(timer);
      arm();
      return () => {
        timers.delete(timer);
      };
    },
    get pending() {
      return [...timers].map(({ delayMs }) => delayMs);
    },
    async skip(ms) {
      const endMs = now() + ms;
      for (let timer = next(); timer && timer.dueMs <= endMs; timer = next()) {
        timers.delete(timer);
        skippedMs += Math.max(0, timer.dueMs - now());
        timer.run();
        await task();
      }
      skippedMs += Math.max(0, endMs - now());
      arm();
    },
  };
}
