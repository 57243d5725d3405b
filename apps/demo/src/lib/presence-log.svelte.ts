import type { RtcSession } from '@jackfield/core';

/** Somebody came or went while this session was in the room. */
export interface PresenceChange {
  /** Rises with each change. */
  readonly number: number;
  /** What happened. */
  readonly kind: 'joined' | 'left';
  /** Who, as they called themselves then. Text from other people. */
  readonly displayName: string;
}

/** The last coming or going, for a live region. Those who were there before are not announced. */
export class PresenceLog {
  /** The latest change; undefined before the first. */
  latest: PresenceChange | undefined = $state.raw();
  private count = 0;

  /** Begins to listen. Returns the undo. */
  listen(session: RtcSession): () => void {
    const undos = [
      session.on('participant-joined', ({ participant, existing }) => {
        if (!existing) this.add('joined', participant.displayName);
      }),
      session.on('participant-left', ({ participant }) => {
        this.add('left', participant.displayName);
      }),
    ];
    return () => {
      for (const undo of undos) undo();
    };
  }

  private add(kind: PresenceChange['kind'], displayName: string): void {
    this.count += 1;
    this.latest = { number: this.count, kind, displayName };
  }
}
