import type { LocalSourceState } from '../model/local-source-state.ts';
import type { Participant, ParticipantPermissions } from '../model/participant.ts';
import type { SessionState } from '../model/session-state.ts';
import type { SourceKind } from '../model/source-kind.ts';

/** Everything an app draws from. Immutable: compare by identity. */
export interface SessionSnapshot {
  /** Where the session is in its life. */
  readonly state: SessionState;
  /** The room and the local identity; undefined before the first join. */
  readonly self: SelfInfo | undefined;
  /** The remote participants by id, in the order in which they came. */
  readonly participants: ReadonlyMap<string, Participant>;
  /** The local sources. */
  readonly local: Readonly<Record<SourceKind, LocalSourceState>>;
  /** Tells whether the browser refuses to play sound until the user acts. */
  readonly playbackBlocked: boolean;
  /** Tells whether something outside the page has stopped what should play. See `playback.interrupted`. */
  readonly playbackInterrupted: boolean;
  /** The loudspeaker in use; empty for the default one. */
  readonly speakerId: string;
  /** Tells whether the room is being recorded. */
  readonly recording: boolean;
}

/** The local identity in a room. */
export interface SelfInfo {
  /** The room. */
  readonly room: string;
  /** The app's id of this user. */
  readonly userId: string;
  /** The name that others see. */
  readonly displayName: string;
  /** The local role, where the vendor has roles. */
  readonly role: string | undefined;
  /** The permissions of this session, where the vendor says. */
  readonly permissions: ParticipantPermissions | undefined;
}
