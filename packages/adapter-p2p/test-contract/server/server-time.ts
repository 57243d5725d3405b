import type { ServerClock } from '../../src/server/server-clock.ts';

/** The server's time, which goes by itself and can be moved on. */
export interface ServerTime extends ServerClock {
  /** Moves it on: what falls due on the way runs in its order. */
  skip(ms: number): void;
}

interface Timer {
  readonly due: number;
  readonly run: () => void;
  handle: NodeJS.Timeout | undefined;
}

/** Makes a clock over Node's. */
export function createServerTime(): ServerTime {
  let skippedMs = 0;
  const timers = new Set<Timer>();
  const now = (): number => Date.now() + skippedMs;
  const fire = (timer: Timer): void => {
    clearTimeout(timer.handle);
    if (timers.delete(timer)) timer.run();
  };
  const arm = (timer: Timer): void => {
    clearTimeout(timer.handle);
    timer.handle = setTimeout(fire, Math.max(0, timer.due - now()), timer);
    timer.handle.unref();
  };
  return {
    now,
    after(delayMs, run) {
      const timer: Timer = { due: now() + delayMs, run, handle: undefined };
      timers.add(timer);
      arm(timer);
      return () => {
        clearTimeout(timer.handle);
        timers.delete(timer);
      };
    },
    skip(ms) {
      const end = now() + ms;
      for (;;) {
        const [first] = [...timers].sort((one, other) => one.due - other.due);
        if (!first || first.due > end) break;
        skippedMs += Math.max(0, first.due - now());
        fire(first);
      }
      skippedMs += Math.max(0, end - now());
      for (const timer of timers) arm(timer);
    },
  };
}
