import { RtcError } from '@jackfield/core/adapter';

/**
 * Waits for a vendor call that may never settle, until it is given up. The call itself cannot be stopped; whoever waits
 * clears up after it.
 */
export async function abortable<Result>(
  work: Promise<Result>,
  { signal, what }: { readonly signal: AbortSignal | undefined; readonly what: string },
): Promise<Result> {
  if (!signal) return work;
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    const abort = (): void => {
      const message = `${what} was given up.`;
      reject(new RtcError({ code: 'aborted', message, adapter: 'aliyun', cause: signal.reason }));
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
