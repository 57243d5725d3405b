import { isRtcError } from '../errors/rtc-error.ts';
import { bounded } from './bounded.ts';
import type { Clock } from './clock.ts';

/** Loads something, once for all who ask while it loads. Resolves with what is left of the bound, in milliseconds. */
export type SharedLoad = (signals?: readonly AbortSignal[]) => Promise<number>;

/**
 * Makes a shared load. Each caller waits for as long as the bound says, or until a signal aborts, and gives up alone. After a failure,
 * and after something that did not settle in time, whoever asks next begins anew.
 */
export function createSharedLoad(
  { clock, ms }: { readonly clock: Clock; readonly ms: number },
  load: () => Promise<unknown>,
): SharedLoad {
  let shared: Promise<unknown> | undefined;
  function join(): Promise<unknown> {
    const own = (shared ??= load());
    const forget = (): void => {
      if (shared === own) shared = undefined;
    };
    own.then(forget, forget);
    return own;
  }
  return async (signals = []) => {
    const until = clock.now() + ms;
    try {
      await bounded(join, { clock, ms, what: 'Loading', signals });
    } catch (error) {
      if (isRtcError(error) && error.code === 'timeout') shared = undefined;
      throw error;
    }
    return until - clock.now();
  };
}
