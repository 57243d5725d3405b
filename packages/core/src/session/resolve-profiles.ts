import { checkArgument } from '../errors/check-options.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';
import type { Participant } from '../model/participant.ts';
import { internalsOf } from './internals.ts';
import type { RtcViewer } from '../face/rtc-viewer.ts';

/**
 * Asks the app for the name of everybody whom the vendor announces without one, from now on and of those who are here. What
 * `resolve` rejects with becomes a `warning`; the name stays empty. Returns the undo.
 */
export function resolveProfiles(session: RtcViewer, resolve: ResolveProfile): () => void {
  const { store } = internalsOf(session);
  checkArgument('resolve', resolve, 'function');
  const ask = async ({ id: participantId, userId, displayName: known }: Participant): Promise<void> => {
    if (known !== '') return;
    try {
      const { displayName } = await resolve(userId);
      checkArgument('displayName', displayName, 'string');
      store.dispatch({ type: 'profileResolved', data: { participantId, displayName } });
    } catch (cause) {
      const error = toRtcError(cause, { message: `The name of ${userId} could not be found.` });
      store.dispatch({ type: 'warning', data: { error } });
    }
  };
  for (const participant of session.participants.values()) void ask(participant);
  return session.on('participant-joined', ({ participant }) => void ask(participant));
}

/** Finds the name of a user, as the app does it. */
export type ResolveProfile = (userId: string) => Promise<{ readonly displayName: string }>;
