import type { RtcSession } from '@jackfield/core';

/** Something that a screen reader should tell. */
export interface Announcement {
  /** Rises with each one. */
  readonly number: number;
  readonly kind: 'joined' | 'left' | 'raised' | 'wrote' | 'reconnecting' | 'back';
  /** Who, as they called themselves then. Text from other people; empty where it is nobody. */
  readonly name: string;
}

/** The last thing that happened, for a live region. Those who were there before are not announced. */
export class Announcements {
  /** The latest; undefined before the first. */
  latest: Announcement | undefined = $state.raw();
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
      session.on('message-received', ({ topic, text, from }) => {
        const name = from === undefined ? '' : (session.participants.get(from)?.displayName ?? '');
        if (topic === 'chat') this.add('wrote', name);
        if (topic === 'hand' && text === 'up') this.add('raised', name);
      }),
      session.on('state-changed', ({ state, previous }) => {
        if (state.status === 'reconnecting') this.add('reconnecting', '');
        if (state.status === 'joined' && previous.status === 'reconnecting') this.add('back', '');
      }),
    ];
    return () => {
      for (const undo of undos) undo();
    };
  }

  private add(kind: Announcement['kind'], name: string): void {
    this.count += 1;
    this.latest = { number: this.count, kind, name };
  }
}
