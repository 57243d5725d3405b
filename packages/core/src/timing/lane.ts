import { abortError } from './bounded.ts';
import type { SourceKind } from '../model/source-kind.ts';

/** The commands of one source, one at a time, in order. */
export interface Lane {
  /** Runs a task when its turn has come; at once, within this call, when the lane is free. */
  run(how: LaneRun, task: LaneTask): Promise<void>;
  /** Gives up what runs and what waits: those reject `aborted`. Kept ones go on unless `all` is asked for; they resolve then. */
  abort(which: 'not-kept' | 'all'): void;
}

/** Makes the lane of a source. */
export function createLane(source: SourceKind): Lane {
  const entries = new Set<{ readonly kept: boolean; readonly controller: AbortController }>();
  let tail: Promise<void> | undefined;
  return {
    run({ signal: outer, kept = false }, task) {
      const controller = new AbortController();
      const { signal } = controller;
      const entry = { kept, controller };
      const abort = (): void => {
        controller.abort(outer?.reason);
      };
      entries.add(entry);
      if (outer?.aborted) abort();
      outer?.addEventListener('abort', abort);
      const begin = async (): Promise<void> => {
        if (!signal.aborted) await task(signal);
      };
      const work = tail ? tail.then(begin) : begin();
      const end = (): void => {
        entries.delete(entry);
        outer?.removeEventListener('abort', abort);
        if (tail === settled) tail = undefined;
      };
      const settled = work.then(end, end);
      tail = settled;
      return new Promise((resolve, reject) => {
        const giveUp = (): void => {
          if (kept) resolve();
          else reject(abortError(`What was asked of the ${source}`, outer));
        };
        if (signal.aborted) giveUp();
        signal.addEventListener('abort', giveUp);
        work.then(resolve, reject);
      });
    },
    abort(which) {
      for (const { kept, controller } of entries) if (which === 'all' || !kept) controller.abort();
    },
  };
}

/** One command of a lane. `signal` tells it that nobody wants it any more. */
export type LaneTask = (signal: AbortSignal) => Promise<void>;

/** Tells whether nobody wants it any more, asked anew after something was awaited. */
export function isGivenUp(signal: AbortSignal): boolean {
  return signal.aborted;
}

/** The way in which a command is run. */
export interface LaneRun {
  /** Gives the command up; also while it waits for its turn. */
  readonly signal?: AbortSignal | undefined;
  /** Tells whether it is carried out even if a later command makes the others pointless (mute, disable). */
  readonly kept?: boolean | undefined;
}
