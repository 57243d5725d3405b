import { isRtcError, RtcError } from '../errors/rtc-error.ts';

/**
 * Waits for a vendor call that may never settle, until a signal gives it up: rejects with the signal's reason where that is an
 * RtcError, else `aborted`. The call itself goes on; whoever waits clears up after it. Leaves no listener on the signal.
 *
 * @param what - what is given up, for the message: `Subscribing`.
 */
export async function untilAborted<Result>(
  work: Promise<Result>,
  { signal, what }: { readonly signal: AbortSignal | undefined; readonly what: string },
): Promise<Result> {
  if (!signal) return work;
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    const abort = (): void => {
      reject(abortError(signal.reason, what));
    };
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort);
    stop = () => {
      signal.removeEventListener('abort', abort);
    };
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    stop();
  }
}

/** Makes the error of what was given up. */
export function abortError(reason: unknown, what: string): RtcError {
  if (isRtcError(reason)) return reason;
  return new RtcError({ code: 'aborted', message: `${what} was given up.`, cause: reason });
}
