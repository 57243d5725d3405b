import type { Clock } from './clock.ts';
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
  /** Where whoever may end it calls what is in here, with the error to reject with: cheaper than a signal for many at a time. */
  readonly endings?: Set<(error: RtcError) => void>;
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
 * passed, or with the reason of the first signal that aborts. A synchronous throw counts as a rejection. What settles
 * late is ignored. `run` gets a signal that aborts when it is given up.
 */
export async function bounded<Result>(
  run: (signal: AbortSignal) => Promise<Result>,
  bound: Bound,
): Promise<Result> {
  const { clock, ms, what, signals = [], endings } = bound;
  const aborted = signals.find((signal) => signal.aborted);
  if (aborted) throw abortError(what, aborted);
  const givenUp = new AbortController();
  // Undone by hand: a signal that aborts only to take listeners away costs more than all the rest.
  const undo: (() => void)[] = [];
  const limit = new Promise<never>((_, reject) => {
    const giveUp = (error: RtcError): void => {
      reject(error);
      givenUp.abort(error);
    };
    undo.push(
      clock.after(ms, () => {
        const message = `${what} took longer than ${String(Math.round(ms))} ms.`;
        giveUp(new RtcError({ code: 'timeout', message }));
      }),
    );
    if (endings) {
      endings.add(giveUp);
      undo.push(() => endings.delete(giveUp));
    }
    for (const signal of signals) {
      const abort = (): void => {
        giveUp(abortError(what, signal));
      };
      signal.addEventListener('abort', abort);
      undo.push(() => {
        signal.removeEventListener('abort', abort);
      });
    }
  });
  try {
    return await Promise.race([run(givenUp.signal), limit]);
  } finally {
    for (const each of undo) each();
  }
}
