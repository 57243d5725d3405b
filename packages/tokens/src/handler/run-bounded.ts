import type { TokenClock } from '../shared/clock.ts';
import type { TokenError } from '../shared/token-error.ts';

/** Runs work that must end in time. Past it, aborts the work's signal and rejects with what `late` makes. */
export function runBounded<Result>(
  work: (signal: AbortSignal) => Result | Promise<Result>,
  bound: { readonly clock: TokenClock; readonly milliseconds: number; readonly late: () => TokenError },
): Promise<Result> {
  const controller = new AbortController();
  return new Promise((resolve, reject) => {
    const cancel = bound.clock.after(bound.milliseconds, () => {
      const error = bound.late();
      reject(error);
      controller.abort(error);
    });
    new Promise<Result>((start) => start(work(controller.signal))).then(resolve, reject).finally(cancel);
  });
}
