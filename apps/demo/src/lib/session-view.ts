import type { Participant, RtcSession, SessionAction, SessionSnapshot, SessionState } from '@jackfield/core';
import { createSubscriber } from 'svelte/reactivity';

/** A session whose reads are reactive: what an effect or a template reads of it is read again after each change. */
export class SessionView {
  /** The session itself, for commands. */
  readonly session: RtcSession;
  private readonly track: () => void;

  /** Listens only while something reactive reads. */
  constructor(session: RtcSession) {
    this.session = session;
    this.track = createSubscriber((update) => session.subscribe(update));
  }

  /** Everything at once, immutable. */
  get snapshot(): SessionSnapshot {
    this.track();
    return this.session.snapshot;
  }

  /** Where the session is in its life. */
  get state(): SessionState {
    return this.snapshot.state;
  }

  /** The others, in the order in which they came. */
  get participants(): readonly Participant[] {
    return [...this.snapshot.participants.values()];
  }

  /** Whether something can be done now. */
  can(action: SessionAction): boolean {
    this.track();
    return this.session.can(action);
  }
}
