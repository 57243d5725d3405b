import { isRtcError } from '@jackfield/core';
import { followRoom, type EntryRefusal, type HostPlace } from './host-client.ts';

/**
 * Asks whether somebody may enter a room, and waits for its host where there is a waiting room. Resolves with `open`, or why not.
 * A server that does not answer decides nothing: whoever asks it for a credential next hears why. Rejects `aborted`.
 */
export async function askToEnter(
  place: HostPlace,
  asked: {
    readonly name: string;
    /** The mark of the own key. */
    readonly key: string | undefined;
    readonly signal: AbortSignal;
    readonly onwaiting: () => void;
  },
): Promise<'open' | EntryRefusal> {
  const { onwaiting, ...who } = asked;
  const { signal } = who;
  try {
    for await (const { entry } of followRoom(place, { as: 'waiting', ...who })) {
      if (entry === 'waiting') onwaiting();
      else return entry === 'in' ? 'open' : entry;
    }
  } catch (error) {
    if (!isRtcError(error) || error.code === 'aborted') throw error;
  }
  signal.throwIfAborted();
  return 'open';
}
