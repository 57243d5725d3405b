import type { RtcSession } from '@jackfield/core';
import { watchLevels, type Levels, type OwnLevel } from '@jackfield/core/levels';
import { tracker } from './tracker.ts';

const silent: Levels = {
  own: { level: 0, speaking: false, speakingWhileMuted: false },
  participants: new Map(),
  activeSpeakerId: undefined,
};

/** Who is how loud, and who speaks. Measures only while something reactive reads. */
export class LevelsView {
  private latest: Levels = silent;
  private active: string | undefined = undefined;
  private readonly readLevels: () => Levels;
  private readonly readActive: () => string | undefined;

  /** Measures what a session sends and hears. */
  constructor(session: RtcSession) {
    this.readLevels = tracker(
      (notify) => {
        const undo = watchLevels(session, (levels) => {
          this.latest = levels;
          notify();
        });
        return () => {
          undo();
          this.latest = silent;
        };
      },
      () => this.latest,
    );
    this.readActive = tracker(
      (notify) => {
        const undo = watchLevels(session, {
          onActiveSpeaker: (id) => {
            this.active = id;
            notify();
          },
        });
        return () => {
          undo();
          this.active = undefined;
        };
      },
      () => this.active,
    );
  }

  /** Everything at once; read again about 20 times a second while there is anything to measure. */
  get levels(): Levels {
    return this.readLevels();
  }

  /** The own microphone. */
  get own(): OwnLevel {
    return this.levels.own;
  }

  /** `Participant.id` of whoever speaks; read again only when that changes. */
  get activeSpeakerId(): string | undefined {
    return this.readActive();
  }

  /** How loud somebody is, 0…1. */
  levelOf(participantId: string): number {
    return this.levels.participants.get(participantId)?.level ?? 0;
  }

  /** Whether somebody speaks. */
  isSpeaking(participantId: string): boolean {
    return this.levels.participants.get(participantId)?.speaking ?? false;
  }
}
