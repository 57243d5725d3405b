import type { RemoteParticipant, RtcViewer } from '@jackfield/core';
import { useCallback } from 'react';
import type { Read } from './reads.ts';
import { useListen } from './use-listen.ts';
import { useReads } from './use-reads.ts';

/**
 * The others, in the order in which they came: handles that stay the same for as long as they are there. The component is rendered
 * again only when somebody comes or goes; what changes of one of them is read by `useParticipant` and `useRemoteSource`.
 */
export function useParticipants(session: RtcViewer): readonly RemoteParticipant[] {
  const make = useCallback(
    (read: Read) => {
      let known: readonly RemoteParticipant[] = [];
      return read('people', () => {
        const people = [...session.participants.keys()].flatMap((id) => session.participant(id) ?? []);
        const same = people.length === known.length && people.every((each, index) => each === known[index]);
        if (!same) known = people;
        return known;
      });
    },
    [session],
  );
  return useReads(useListen(session), make);
}
