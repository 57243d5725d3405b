import type { Clock } from './clock.ts';

/** Timers by name: setting one again replaces it. */
export interface Timers {
  /** Tells whether it is running. */
  has(name: string): boolean;
  /** Runs something after so many milliseconds, instead of what the timer was set for. */
  set(name: string, ms: number, run: () => void): void;
  /** Stops it. */
  cancel(name: string): void;
  /** Stops all, and sets none from now on. */
  end(): void;
}

/** Makes a set of timers, none of which runs. */
export function createTimers(clock: Clock): Timers {
  const undos = new Map<string, () => void>();
  let over = false;
  const cancel = (name: string): void => {
    undos.get(name)?.();
    undos.delete(name);
  };
  return {
    has: (name) => undos.has(name),
    set(name, ms, run) {
      cancel(name);
      if (over) return;
      undos.set(
        name,
        clock.after(ms, () => {
          undos.delete(name);
          run();
        }),
      );
    },
    cancel,
    end() {
      over = true;
      for (const name of [...undos.keys()]) cancel(name);
    },
  };
}
