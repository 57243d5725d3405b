import type { RtcViewer } from '@jackfield/core';
import { watchLevels, type Levels, type OwnLevel } from '@jackfield/core/levels';
import { useCallback, useMemo } from 'react';
import type { Read } from './reads.ts';
import { useReads, type Listen } from './use-reads.ts';

/** The loudness of people as one component reads it. */
export interface LevelsReading {
  /** The local microphone; changes about 20 times a second. */
  readonly own: OwnLevel;
  /** Tells whether the person speaks while the microphone is muted. */
  readonly speakingWhileMuted: boolean;
  /** `Participant.id` of whoever speaks. */
  readonly activeSpeakerId: string | undefined;
  /** Tells how loud somebody is, 0…1; changes about 20 times a second. */
  levelOf(participantId: string): number;
  /** Tells whether somebody speaks. */
  isSpeaking(participantId: string): boolean;
}

const silent: Levels = {
  own: { level: 0, speaking: false, speakingWhileMuted: false },
  participants: new Map(),
  activeSpeakerId: undefined,
};

/**
 * Measures who is how loud for as long as the component is there, which is rendered again when something changes that it has read: one that
 * reads who speaks is not rendered for how loud they are.
 */
export function useLevels(session: RtcViewer): LevelsReading {
  const watch = useMemo(() => createWatch(session), [session]);
  const make = useCallback(
    (read: Read): LevelsReading => ({
      get own() {
        return read('own', () => watch.levels().own);
      },
      get speakingWhileMuted() {
        return read('muted', () => watch.levels().own.speakingWhileMuted);
      },
      get activeSpeakerId() {
        return read('active', () => watch.levels().activeSpeakerId);
      },
      levelOf: (id) => read(`level ${id}`, () => watch.levels().participants.get(id)?.level ?? 0),
      isSpeaking: (id) => read(`speaks ${id}`, () => watch.levels().participants.get(id)?.speaking ?? false),
    }),
    [watch],
  );
  return useReads(watch.listen, make);
}

function createWatch(session: RtcViewer): { readonly levels: () => Levels; readonly listen: Listen } {
  let latest = silent;
  return {
    levels: () => latest,
    listen(notify) {
      const undo = watchLevels(session, (levels) => {
        latest = levels;
        notify();
      });
      return () => {
        undo();
        latest = silent;
      };
    },
  };
}
