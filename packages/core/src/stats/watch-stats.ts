import { checkArgument, checkOptions } from '../errors/check-options.ts';
import { RtcError } from '../errors/rtc-error.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';
import { internalsOf } from '../session/internals.ts';
import type { RtcViewer } from '../face/rtc-viewer.ts';
import { checkStats, getStats } from './get-stats.ts';
import type { SessionStats } from './session-stats.ts';

/**
 * Reads statistics again and again while there is a call; nothing runs between calls. Readings do not overlap. Returns the
 * undo. Throws `unsupported` where the adapter has no statistics, and `invalid-argument` for an `everyMs` below 250 or a
 * session of another copy of core.
 */
export function watchStats(session: RtcViewer, watch: StatsWatch): () => void {
  const parts = internalsOf(session);
  checkArgument('The watch', watch, 'object');
  checkOptions('The watch', watch, { everyMs: 'number', onStats: 'function', onError: 'function' });
  const { everyMs = 2_000, onStats, onError } = watch;
  checkStats(parts);
  if (everyMs < leastMs) {
    throw new RtcError({
      code: 'invalid-argument',
      message: `everyMs is a number of milliseconds from ${String(leastMs)} on, not ${String(everyMs)}.`,
    });
  }
  const { store, call, environment } = parts;
  let since: SessionStats | undefined;
  /** The call that is read, and the undo of its next reading. */
  let leg: typeof call.active;
  let cancel: (() => void) | undefined;

  function tell(run: () => void): void {
    try {
      run();
    } catch (error) {
      environment.reportError(error);
    }
  }
  async function read(): Promise<void> {
    const reading = leg;
    let told: () => void;
    try {
      const stats = await getStats(session, { since });
      told = () => {
        since = stats;
        onStats(stats);
      };
    } catch (cause) {
      const error = toRtcError(cause, { message: 'Statistics could not be read.' });
      told = () => onError?.(error);
    }
    // The call is over, or the watch.
    if (leg !== reading || call.active !== reading) return;
    tell(told);
    // The listener may have ended the watch.
    if (leg === reading) next();
  }
  function next(): void {
    cancel = environment.clock.after(everyMs, () => void read());
  }
  function follow(): void {
    if (leg === call.active) return;
    stop();
    leg = call.active;
    if (leg) void read();
  }
  function stop(): void {
    cancel?.();
    cancel = undefined;
    leg = undefined;
    since = undefined;
  }
  const unsubscribe = store.on('state-changed', follow);
  follow();
  return () => {
    unsubscribe();
    stop();
  };
}

/** The things to be told, and how often. */
export interface StatsWatch {
  /** Milliseconds between readings, 250 or more. 2000 where left out. */
  readonly everyMs?: number | undefined;
  /** Called with each reading; from the second one of a call on with bitrates and losses. */
  readonly onStats: (stats: SessionStats) => void;
  /** Called when a reading failed (`timeout`, or what the vendor said); the next one is tried all the same. */
  readonly onError?: ((error: RtcError) => void) | undefined;
}

const leastMs = 250;
