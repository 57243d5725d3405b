// Written out, not imported: a server compiles this without the browser's types.
/** The sources of a member; the same words as core's `SourceKind`. */
export type MemberSource = 'microphone' | 'camera' | 'screen' | 'screen-audio';

/** What a member publishes, as one value with a revision: the higher revision wins, whichever way it came. */
export interface MemberState {
  /** Grows by one with each change. */
  readonly revision: number;
  /** The published sources. */
  readonly sources: readonly PublishedSource[];
}

/** One published source. */
export interface PublishedSource {
  /** Which source it is. */
  readonly source: MemberSource;
  /** Whether it is muted. */
  readonly muted: boolean;
}

/** What a member may do. */
export interface MemberPermissions {
  /** Sources that may be published. */
  readonly publish: readonly MemberSource[];
  /** Whether the others' sources may be received. */
  readonly subscribe: boolean;
  /** Whether messages may be sent. */
  readonly sendMessages: boolean;
  /** Whether others may be muted or removed. */
  readonly moderate: boolean;
}

/** What a member may do after a renewed credential. */
export interface MemberRights {
  /** What they may do. */
  readonly permissions: MemberPermissions;
  /** The role of their credential. */
  readonly role?: string | undefined;
}

/** A member of a room as signalling knows them. */
export interface SignallingMember {
  /** Unique for each presence. */
  readonly id: string;
  /** The app's id. */
  readonly userId: string;
  /** What others see. */
  readonly displayName: string;
  /** The role of their credential. */
  readonly role?: string | undefined;
  /** What they may do, where signalling says. */
  readonly permissions?: MemberPermissions | undefined;
  /** What they publish. */
  readonly state: MemberState;
}
