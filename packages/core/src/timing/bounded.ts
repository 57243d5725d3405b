import type { Clock } from './clock.ts';
import { RtcError } from '../errors/rtc-error.ts';

/**
 * Runs something that may never settle and settles all the same: with its result, with `timeout` when the bound has
 * passed, or with the reason of the first signal that aborts. A synchronous throw counts as a rejection. What settles
 * late is ignored. `run` gets a signal that aborts when it is given up, made when it is read: most never are.
 */
export function bounded<Result>(
  run: (given: { readonly signal: AbortSignal }) => Promise<Result>,
  { clock, ms, what, signals = [], endings }: Bound,
): Promise<Result> {
  const aborted = signals.find((signal) => signal.aborted);
  if (aborted) return Promise.reject(abortError(what, aborted));
  const given = new GivenUp();
  // One promise and no race, and everything undone by hand: a thousand subscriptions are bounded in one turn.
  return new Promise((resolve, reject) => {
    const end = (): void => {
      cancel();
      endings?.delete(giveUp);
      for (const each of undo) each();
    };
    const giveUp = (error: RtcError): void => {
      end();
      reject(error);
      given.up(error);
    };
    const cancel = clock.after(ms, () => {
      const message = `${what} took longer than ${String(Math.round(ms))} ms.`;
      giveUp(new RtcError({ code: 'timeout', message }));
    });
    endings?.add(giveUp);
    const undo = signals.map((signal) => {
      const abort = (): void => {
        giveUp(abortError(what, signal));
      };
      signal.addEventListener('abort', abort);
      return () => {
        signal.removeEventListener('abort', abort);
      };
    });
    const begin = async (): Promise<Result> => run(given);
    const done = begin();
    done.then(end, end);
    done.then(resolve, reject);
  });
}

/** The time that something may take, and what ends it early. */
export interface Bound {
  readonly clock: Clock;
  /** Milliseconds. */
  readonly ms: number;
  /** The words for what was being done, for the message: "Joining". */
  readonly what: string;
  /** The signals that end it early, with the error to reject with as the reason. */
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

/** A signal that is made when it is read. */
class GivenUp {
  #controller: AbortController | undefined;
  #error: RtcError | undefined;

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#error) this.#controller.abort(this.#error);
    return this.#controller.signal;
  }

  up(error: RtcError): void {
    this.#error = error;
    this.#controller?.abort(error);
  }
}
