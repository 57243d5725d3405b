import type { RtcViewer, SelfInfo, SessionAction, SessionState } from '@jackfield/core';
import { useCallback } from 'react';
import type { Read } from './reads.ts';
import { useListen } from './use-listen.ts';
import { useReads } from './use-reads.ts';

/** A session as one component reads it. */
export interface SessionReading {
  /** Where the session is in its life. */
  readonly state: SessionState;
  /** The room and the local identity; undefined before the first join. */
  readonly self: SelfInfo | undefined;
  /** Tells whether the room is being recorded. */
  readonly recording: boolean;
  /** Tells whether the browser waits for a gesture before sound may play: `session.playback.resume()` in one. */
  readonly playbackBlocked: boolean;
  /** Tells whether something can be done now. */
  can(action: SessionAction): boolean;
}

/** Reads a session. The component is rendered again when something changes that it has read. Takes a viewer, too. */
export function useSession(session: RtcViewer): SessionReading {
  const make = useCallback(
    (read: Read): SessionReading => ({
      get state() {
        return read('state', () => session.state);
      },
      get self() {
        return read('self', () => session.snapshot.self);
      },
      get recording() {
        return read('recording', () => session.snapshot.recording);
      },
      get playbackBlocked() {
        return read('playbackBlocked', () => session.playback.blocked);
      },
      can: (action) => read(`can ${action}`, () => session.can(action)),
    }),
    [session],
  );
  return useReads(useListen(session), make);
}
