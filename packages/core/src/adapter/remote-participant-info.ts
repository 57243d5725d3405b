import type { ParticipantKind, ParticipantPermissions } from '../model/participant.ts';
import type { SourceKind } from '../model/source-kind.ts';

/** A remote participant as a driver reports it. */
export interface RemoteParticipantInfo {
  /** The driver's id: unique for each presence on this leg. Where the vendor has none, the driver makes one. */
  readonly remoteId: string;
  /** The app's id of that user. */
  readonly userId: string;
  /** Their display name, where the vendor carries one. */
  readonly displayName?: string | undefined;
  /** The kind of participant; a person where the vendor does not say. */
  readonly kind?: ParticipantKind | undefined;
  /** Their role, where the vendor says. */
  readonly role?: string | undefined;
  /** The permissions that they have, where the vendor says. */
  readonly permissions?: ParticipantPermissions | undefined;
  /** `interrupted` while their own transport is down, where the driver can tell. `connected` where left out. */
  readonly connection?: 'connected' | 'interrupted' | undefined;
  /** Tells whether they were there before this session, where the driver can tell. Those in a join result always were. */
  readonly existing?: boolean | undefined;
  /** The sources that they publish now. */
  readonly sources: readonly RemotePublication[];
}

/** A source that a remote participant publishes. */
export interface RemotePublication {
  /** Which source it is. */
  readonly source: SourceKind;
  /** Tells whether it is muted. */
  readonly muted: boolean;
}
