import type { Clock } from '@jackfield/core';

/** Virtual time for many short runs: one timer after another, with every promise settled between. */
export interface ModelClock extends Clock {
  /** How many timers have not run. */
  readonly pending: number;
  /** The delays of the timers that have not run, in milliseconds. */
  readonly delays: readonly number[];
  /** Moves time on; `between` runs after each timer, when promises have settled. */
  advance(ms: number, between?: () => void): Promise<void>;
  /** Lets every promise that can settle do so. */
  settle(): Promise<void>;
}

interface Timer {
  readonly dueMs: number;
  readonly delayMs: number;
  readonly run: () => void;
}

// All microtasks are done when an immediate comes, however long their chain is; a message channel costs seven times as much.
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Makes a clock that stands still until a run moves it. */
export function createModelClock(): ModelClock {
  let nowMs = 1_000;
  // In the order of making, which is the order among timers that fall due together.
  const timers = new Set<Timer>();
  const next = (): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of timers) if (!first || timer.dueMs < first.dueMs) first = timer;
    return first;
  };
  return {
    now: () => nowMs,
    after(delayMs, run) {
      const timer: Timer = { dueMs: nowMs + Math.max(0, delayMs), delayMs, run };
      timers.add(timer);
      return () => {
        timers.delete(timer);
      };
    },
    get pending() {
      return timers.size;
    },
    get delays() {
      return [...timers].map(({ delayMs }) => delayMs);
    },
    async advance(ms, between) {
      const endMs = nowMs + ms;
      await settle();
      for (let timer = next(); timer && timer.dueMs <= endMs; timer = next()) {
        timers.delete(timer);
        nowMs = Math.max(nowMs, timer.dueMs);
        timer.run();
        await settle();
        between?.();
      }
      nowMs = endMs;
    },
    settle,
  };
}
