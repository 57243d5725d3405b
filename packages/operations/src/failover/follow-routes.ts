import type { RtcAdapter } from '@jackfield/core/adapter';
import type { RtcViewer } from '@jackfield/core';
import { switchAdapter, type SwitchOptions } from '@jackfield/core/switch';
import { tellApp } from '../shared/report.ts';
import { followFamily } from './family.ts';
import { detailsOf, routeLost } from './route-loss.ts';

/** The way in which a call changes its route. Everything may be left out. */
export interface FollowOptions extends Pick<SwitchOptions, 'samePerson'> {
  /** Hears why a call could not be taken elsewhere. The session tells it as `adapter-switch-failed` as well. */
  readonly onFailure?: ((error: unknown) => void) | undefined;
}

/**
 * Keeps the calls of a session going when the route that carries them is lost: the connection has ended for a reason that may pass, or has
 * been interrupted for longer than the policy allows. The session is switched to the next route, also where the old vendor is dead
 * already: people keep their tiles, and the session is `reconnecting` meanwhile. Throws `invalid-argument` for an adapter that
 * `failover` did not make.
 *
 * @param session - a session or viewer that was made with the adapter.
 * @returns its undo.
 */
export function followRoutes(
  session: RtcViewer,
  adapter: RtcAdapter,
  { samePerson, onFailure }: FollowOptions = {},
): () => void {
  const family = followFamily(adapter);
  const undo = session.on('vendor-event', ({ name, payload }) => {
    const loss = name === routeLost ? detailsOf(payload) : undefined;
    if (!loss || !family.has(loss.adapter)) return;
    const { next, handoverMs: deadlineMs, failed } = loss;
    switchAdapter(session, next, { samePerson, deadlineMs }).catch((error: unknown) => {
      failed();
      tellApp(() => onFailure?.(error));
    });
  });
  return () => {
    undo();
    family.undo();
  };
}
