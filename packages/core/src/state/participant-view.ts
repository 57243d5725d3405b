import type { Participant, ParticipantMap } from '../model/participant.ts';
import type { MachineState } from './machine-state.ts';

/**
 * Makes the map of the remote participants, always as they are now. An iteration covers who was there when it began, as they were
 * then. Made of closures, so that it works through a proxy of a framework too.
 */
export function createParticipantView(read: () => MachineState): ParticipantMap {
  const now = (): Map<string, Participant> => {
    const all = new Map<string, Participant>();
    for (const [id, { participant }] of read().people) all.set(id, participant);
    return all;
  };
  const view: ParticipantMap = {
    get version() {
      return read().version;
    },
    get size() {
      return read().people.size;
    },
    get: (id) => read().people.get(id)?.participant,
    has: (id) => read().people.has(id),
    forEach(run) {
      for (const [id, participant] of now()) run(participant, id, view);
    },
    keys: () => now().keys(),
    values: () => now().values(),
    entries: () => now().entries(),
    [Symbol.iterator]: () => now().entries(),
  };
  return view;
}
