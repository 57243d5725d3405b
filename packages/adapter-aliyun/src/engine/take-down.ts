import { untilAborted } from '@jackfield/core/adapter-kit';
import { connectionOf } from './engine-internals.ts';
import { errors } from '../map/map-errors.ts';
import type { AliEngine } from './port.ts';

/**
 * Waits until the engine has taken the connection down that publishes, or over which somebody is received. It rejects where there is none,
 * which is no failure. Where the service did not answer the connection is still there, and the next one would resolve over it without any
 * effect: rejects `network`, or with the engine's reason.
 */
export async function takeDown(
  engine: AliEngine,
  work: Promise<unknown>,
  { signal, what, userId }: { readonly signal: AbortSignal | undefined; what: string; userId?: string },
): Promise<void> {
  const outcome: Promise<unknown> = work.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  const failure = await untilAborted(outcome, { signal, what });
  if (connectionOf(engine, userId)) throw errors.from(failure, `${what} failed.`, 'network');
}
