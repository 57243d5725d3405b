import { abortError } from './bounded.ts';

/** Something that runs once for all who ask for it while it runs. */
export interface SharedRun<Options> {
  /** Tells whether it runs, or waits to run, for somebody who has not given up. */
  readonly running: boolean;
  /** Joins what runs, or begins it. The first one's options hold; the signal gives up this caller's part alone. */
  join(options: Options, signal: AbortSignal | undefined): Promise<void>;
  /** Whoever asks next begins anew. */
  forget(): void;
}

interface Running {
  readonly done: Promise<void>;
  readonly controller: AbortController;
  callers: number;
}

/** Makes one that does not run. It is given up when all who asked have given up. */
export function createSharedRun<Options>(
  what: string,
  run: (options: Options, signal: AbortSignal) => Promise<void>,
): SharedRun<Options> {
  let shared: Running | undefined;

  function begin(options: Options): Running {
    const controller = new AbortController();
    const own: Running = { done: run(options, controller.signal), controller, callers: 0 };
    const end = (): void => {
      if (shared === own) shared = undefined;
    };
    own.done.then(end, end);
    return own;
  }
  return {
    get running() {
      return shared !== undefined;
    },
    async join(options, signal) {
      if (signal?.aborted) throw abortError(what, signal);
      const joined = (shared ??= begin(options));
      joined.callers += 1;
      const over = new AbortController();
      const givenUp = new Promise<never>((_, reject) => {
        const giveUp = (): void => {
          joined.callers -= 1;
          if (joined.callers === 0) {
            if (shared === joined) shared = undefined;
            joined.controller.abort(signal?.reason);
          }
          reject(abortError(what, signal));
        };
        signal?.addEventListener('abort', giveUp, { signal: over.signal });
      });
      try {
        await Promise.race([joined.done, givenUp]);
      } finally {
        over.abort();
      }
    },
    forget() {
      shared = undefined;
    },
  };
}
