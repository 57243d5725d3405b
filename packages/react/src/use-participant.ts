import type { Participant, RemoteParticipant, RtcViewer } from '@jackfield/core';
import { useCallback } from 'react';
import type { Read } from './reads.ts';
import { useListen } from './use-listen.ts';
import { useReads } from './use-reads.ts';

/** Reads what is known of somebody: name, role, connection. The component is rendered again when something changes that it has read. */
export function useParticipant(session: RtcViewer, person: RemoteParticipant): Participant {
  const make = useCallback(
    (read: Read) =>
      new Proxy(
        { ...person.info },
        {
          get: (_info, name: keyof Participant) => read(name, () => person.info[name]),
        },
      ),
    [person],
  );
  return useReads(useListen(session), make);
}
