import { isRtcError } from '@jackfield/core';
import { followRoom, type HostPlace } from './host-client.ts';

/** Why somebody may not enter. */
export type EntryRefusal = 'locked' | 'refused' | 'removed';

/**
 * Asks whether somebody may enter a room, and waits for its host where there is a waiting room. Resolves with `open`, or why not.
 * A server that does not answer decides nothing: whoever asks it for a credential next hears why. Rejects `aborted`.
 */
export async function askToEnter(
  place: HostPlace,
  asked: { readonly name: string; readonly signal: AbortSignal; readonly onwaiting: () => void },
): Promise<'open' | EntryRefusal> {
  const { name, signal, onwaiting } = asked;
  try {
    for await (const { entry } of followRoom(place, { as: 'waiting', name, signal })) {
      if (entry === 'waiting') onwaiting();
      else return entry === 'in' ? 'open' : entry;
    }
  } catch (error) {
    if (!isRtcError(error) || error.code === 'aborted') throw error;
  }
  signal.throwIfAborted();
  return 'open';
}
