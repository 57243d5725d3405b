import type { Clock } from '../timing/clock.ts';
import { settle } from './settle.ts';

/** A clock that stands still until a test moves it. */
export interface FakeClock extends Clock {
  /** The number of timers that have not run. */
  readonly pending: number;
  /** The timers that have not run, the next one first. */
  readonly timers: readonly PendingTimer[];
  /**
   * Moves time on. Runs every timer that falls due, in order, also those made on the way, and lets promises settle before,
   * between and after them, so that whole chains of awaited timers run. Rejects with what a timer threw.
   */
  advance(ms: number): Promise<void>;
  /** Lets promises settle; time stands still. */
  settle(): Promise<void>;
}

/** Makes a clock that starts at a time that is not 0, so that nobody takes 0 for "never". */
export function createFakeClock({ startMs = 1_000 }: { readonly startMs?: number } = {}): FakeClock {
  let nowMs = startMs;
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
    get timers() {
      return [...timers]
        .sort((left, right) => left.dueMs - right.dueMs)
        .map(({ dueMs, delayMs }) => ({ dueMs, delayMs }));
    },
    async advance(ms) {
      if (!(ms >= 0 && ms < Infinity)) {
        throw new RangeError(`advance needs a time of 0 ms or more, not ${ms}.`);
      }
      const endMs = nowMs + ms;
      await settle();
      for (let timer = next(); timer && timer.dueMs <= endMs; timer = next()) {
        timers.delete(timer);
        nowMs = Math.max(nowMs, timer.dueMs);
        timer.run();
        await settle();
      }
      nowMs = endMs;
    },
    settle,
  };
}

/** A timer that has not run yet. */
export interface PendingTimer {
  /** The time at which it runs, in milliseconds of the clock. */
  readonly dueMs: number;
  /** The delay that was asked for. */
  readonly delayMs: number;
}

interface Timer extends PendingTimer {
  readonly run: () => void;
}
