import type { Clock } from '../environment/clock.ts';
import { RtcError } from '../errors/rtc-error.ts';

/** How long something may take, and what ends it early. */
export interface Bound {
  readonly clock: Clock;
  /** Milliseconds. */
  readonly ms: number;
  /** What was being done, for the message: "Joining". */
  readonly what: string;
  /** What ends it early, with the error to reject with as its reason. */
  readonly signals?: readonly AbortSignal[];
}

/** The error that a signal's abort stands for. */
export function abortError(what: string, signal?: AbortSignal): RtcError {
  const reason: unknown = signal?.reason;
  return reason instanceof RtcError
    ? reason
    : new RtcError({ code: 'aborted', message: `${what} was given up.`, cause: reason });
}

/**
 * Runs something that may never settle and settles all the same: with its result, with `timeout` when the bound has
 * passed, or with the reason of the first signal that aborts. A synchronous throw counts as a rejection.
 */
export function bounded<Result>(run: () => Promise<Result>, bound: Bound): Promise<Result> {
  return new Promise((resolve, reject) => {
    const { clock, ms, what, signals = [] } = bound;
    const undo = clock.after(ms, () => {
      settle(() => {
        reject(new RtcError({ code: 'timeout', message: `${what} took longer than ${String(ms)} ms.` }));
      });
    });
    const abort = (event: Event): void => {
      settle(() => {
        reject(abortError(what, event.target as AbortSignal));
      });
    };
    const settle = (finish: () => void): void => {
      undo();
      for (const signal of signals) signal.removeEventListener('abort', abort);
      finish();
    };
    for (const signal of signals) {
      if (signal.aborted) {
        settle(() => {
          reject(abortError(what, signal));
        });
        return;
      }
      signal.addEventListener('abort', abort);
    }
    new Promise<Result>((start) => {
      start(run());
    }).then(
      (result) => {
        settle(() => {
          resolve(result);
        });
      },
      (error: unknown) => {
        settle(() => {
          reject(error);
        });
      },
    );
  });
}
