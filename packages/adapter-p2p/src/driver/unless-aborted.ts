import type { DriverCall } from '@jackfield/core/adapter';
import { abortedError } from '../errors/map-errors.ts';

/** Settles as the work does, or rejects `aborted` as soon as core gives the call up. The work's end is not lost on anybody. */
export async function unlessAborted<Value>(
  work: Promise<Value>,
  call: DriverCall | undefined,
): Promise<Value> {
  if (!call) return work;
  const { signal } = call;
  let abort: () => void = () => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    abort = () => reject(abortedError('call'));
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
