import type { ServerClock } from './server-clock.ts';

/** A defect of the server, or of a callback that the app gave it, that a client's input has met. It holds nothing of that input. */
export interface SignallingFailure {
  /** The handler that failed. */
  readonly during: 'upgrade' | 'socket' | 'admission' | 'timer';
  /** The name of what was thrown, e.g. `RangeError`. */
  readonly name: string;
  /** Where in the code it was thrown: the stack without the message, which may repeat what a person wrote. */
  readonly at: readonly string[];
}

/** The last catch around everything that strangers cause. */
export interface LastCatch {
  /** Failures so far. */
  readonly failures: number;
  /** Runs a handler. What it throws is counted and reported, and `letGo` ends the connection that caused it. */
  run(handler: {
    readonly during: SignallingFailure['during'];
    readonly act: () => void;
    readonly letGo?: () => void;
  }): void;
}

/** Makes a last catch that tells `report` about each failure. */
export function createLastCatch(report: (failure: SignallingFailure) => void): LastCatch {
  let failures = 0;
  const contained = (during: SignallingFailure['during'], act: () => void): boolean => {
    try {
      act();
      return true;
    } catch (error) {
      failures += 1;
      try {
        report({ during, name: nameOf(error), at: placesOf(error) });
      } catch {
        // A log that fails must not end the server either; the failure is counted.
      }
      return false;
    }
  };
  return {
    get failures() {
      return failures;
    },
    run({ during, act, letGo }) {
      if (!contained(during, act) && letGo) contained(during, letGo);
    },
  };
}

/** A clock whose timers run within the last catch. */
export function guardClock(clock: ServerClock, lastCatch: LastCatch): ServerClock {
  return {
    now: () => clock.now(),
    after: (delayMs, act) => clock.after(delayMs, () => lastCatch.run({ during: 'timer', act })),
  };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

function placesOf(error: unknown): readonly string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
}
