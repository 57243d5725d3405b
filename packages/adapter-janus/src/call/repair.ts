import { isRtcError, type Clock, type RtcErrorCode } from '@jackfield/core/adapter';
import { isRefusal } from '../map-errors.ts';
import type { OpenCall } from './open-call.ts';

/** Pauses between attempts, milliseconds; the last one is kept. Core ends it all after its own bound. */
const pausesMs = [250, 500, 1_000, 2_000, 4_000];

/** Refusals that pass: the app's server has not made the room again yet, or the server has not noticed the old session's end. */
const passing: readonly RtcErrorCode[] = ['room-not-found', 'replaced'];

/** What a repair works with. */
export interface RepairParts {
  /** Whether the session can still be there. */
  readonly how: 'claim' | 'begin-anew';
  readonly call: OpenCall;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Opens another call in place of this one. */
  open(): Promise<OpenCall>;
}

/** What became of it. */
export interface Repaired {
  readonly mode: 'resumed' | 'restarted';
  readonly call: OpenCall;
}

/**
 * Takes the session over on another socket, so that media never stops; where the server has ended it, begins anew. Rejects where
 * that is refused for good, and with the signal's reason.
 */
export async function repair({ how, call, clock, signal, open }: RepairParts): Promise<Repaired> {
  let claims = how === 'claim';
  if (!claims) await release(call);
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      if (!claims) return { mode: 'restarted', call: await open() };
      await call.session.claim(signal);
      await call.catchUp(signal);
      if (stands(call)) return { mode: 'resumed', call };
      claims = false;
      await release(call);
      continue;
    } catch (cause) {
      signal.throwIfAborted();
      if (claims && isRefusal(cause, 458, 459, 425, 426)) {
        claims = false;
        await release(call);
        continue;
      }
      if (!claims && isFinal(cause)) throw cause;
    }
    await pause(clock, { ms: pausesMs[Math.min(attempt, pausesMs.length - 1)] ?? 0, signal });
  }
}

/** Whether every connection can go on. */
function stands({ publisher, subscriber, text }: OpenCall): boolean {
  return [publisher, subscriber, text].every((each) => each?.stands !== false);
}

/** Whoever begins anew needs the place that the old session has in the room. */
async function release(call: OpenCall): Promise<void> {
  await call.leave();
}

function isFinal(cause: unknown): boolean {
  return isRtcError(cause) && !cause.retryable && !passing.includes(cause.code);
}

function pause(
  clock: Clock,
  { ms, signal }: { readonly ms: number; readonly signal: AbortSignal },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      cancel();
      reject(signal.reason as Error);
    };
    const cancel = clock.after(ms, () => {
      signal.removeEventListener('abort', abort);
      resolve();
    });
    signal.addEventListener('abort', abort, { once: true });
  });
}
