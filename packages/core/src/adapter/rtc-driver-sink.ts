import type { RtcError } from '../errors/rtc-error.ts';
import type { ParticipantPermissions } from '../model/participant.ts';
import type { EndReason } from '../model/session-state.ts';
import type { NetworkQuality } from '../model/signals.ts';
import type { SourceKind } from '../model/source-kind.ts';
import type { RemoteParticipantInfo } from './remote-participant-info.ts';

/**
 * Where a driver reports what happened. Facts may come in any order and more than once: core puts them in order, drops
 * what is old, and counts what should not have come. Facts of a leg that core has closed are dropped. No method throws,
 * none waits. Each takes one object, so that a fact can be recorded and replayed.
 */
export interface RtcDriverSink {
  /** Reports who is in the room now, all of them: core finds out who came and who went. */
  rosterSnapshot(fact: { readonly roster: readonly RemoteParticipantInfo[] }): void;
  /** Reports that somebody came, or was there already and is reported now. */
  participantJoined(fact: RemoteParticipantInfo): void;
  /**
   * Something about them changed. What is left out stays. `sources`, where given, are all that they publish now: core
   * finds out what was published, muted, unmuted or unpublished, and a report of nothing new is no mistake. This is for
   * vendors that only ever report the whole of a person; a driver need keep no copy to compare with.
   */
  participantUpdated(
    fact: { readonly remoteId: string } & Partial<
      Pick<RemoteParticipantInfo, 'displayName' | 'role' | 'permissions' | 'sources'>
    >,
  ): void;
  /** Reports that somebody went. Core withdraws their sources first. During an interruption core waits before it believes this. */
  participantLeft(fact: { readonly remoteId: string }): void;
  /** One participant's transport is down; they may come back. */
  participantInterrupted(fact: { readonly remoteId: string }): void;
  /** They came back. */
  participantRestored(fact: { readonly remoteId: string }): void;

  /** Reports that somebody publishes a source, or that their publication changed. */
  sourcePublished(fact: RemoteSourceRef & { readonly muted: boolean }): void;
  /** They no longer do. */
  sourceUnpublished(fact: RemoteSourceRef): void;
  /** They, or a moderator, muted or unmuted it. */
  sourceMuted(fact: RemoteSourceRef & { readonly muted: boolean }): void;
  /** The track of a wanted source is there, for the first time or anew: core swaps it without blanking the picture. */
  remoteTrack(fact: RemoteSourceRef & { readonly track: MediaStreamTrack }): void;
  /**
   * The track is gone while the publication stays. `repair: 'driver'`, also where left out: the vendor is subscribing
   * again and a `remoteTrack` follows. `repair: 'core'`: nothing happens until core calls `doSyncRemote` again, which it
   * does by itself, also where an earlier repair has failed. So a repair takes its turn in the lane of that participant and
   * cannot collide with a wish.
   */
  remoteTrackLost(fact: RemoteSourceRef & { readonly repair?: 'driver' | 'core' | undefined }): void;
  /** A wanted source cannot be had. */
  subscriptionFailed(fact: RemoteSourceRef & { readonly error: RtcError }): void;

  /** The own publication is not being received while the vendor repairs it. */
  publicationInterrupted(fact: { readonly source: SourceKind }): void;
  /** The own publication is being received again. */
  publicationRestored(fact: { readonly source: SourceKind }): void;
  /** The own publication is gone and was not asked to go: core publishes again. */
  publicationLost(fact: { readonly source: SourceKind; readonly error: RtcError }): void;
  /** The server or a moderator muted the local source. It becomes the user's intent: only the app unmutes. */
  localMutedByServer(fact: { readonly source: SourceKind }): void;
  /** The server or a moderator ended the own publication. */
  localUnpublishedByServer(fact: { readonly source: SourceKind }): void;
  /** Reports that the permissions of this session changed. */
  permissionsChanged(fact: {
    readonly permissions: ParticipantPermissions;
    readonly role?: string | undefined;
  }): void;

  /** The transport is down and the driver repairs it. */
  connectionInterrupted(fact: { readonly error?: RtcError | undefined }): void;
  /**
   * The transport is back: `resumed` with everything as it was, or `restarted` with new ids. The roster is who is there
   * now; core finds out who came and who went, and applies desired state again.
   *
   * `rosterComplete: false` says that the vendor still reports members one by one, as after a join with a streaming
   * roster: core then keeps those who are missing, held as during the interruption, until they are reported, a
   * `rosterSnapshot` leaves them out, or a bound has passed. Left out means complete.
   */
  connectionRestored(fact: {
    readonly mode: 'resumed' | 'restarted';
    readonly roster: readonly RemoteParticipantInfo[];
    readonly rosterComplete?: boolean | undefined;
  }): void;
  /** The credential ends soon. */
  credentialExpiring(fact: { readonly expiresInMs: number }): void;
  /** The SDK, which plays audio itself, was refused by the browser. */
  playbackBlocked(fact: { readonly remoteId?: string | undefined }): void;
  /** A message came. */
  messageReceived(fact: { readonly remoteId: string; readonly topic: string; readonly text: string }): void;
  /** The room is being recorded or no longer is. */
  recordingChanged(fact: { readonly recording: boolean }): void;
  /** Levels and quality, while they are wanted. Never passes through the reducer. */
  signals(fact: DriverSignals): void;
  /** Something that this interface has no word for, raw. */
  vendorEvent(fact: { readonly name: string; readonly payload: unknown }): void;
  /**
   * The call is over. `vendorHasLeft` tells whether the vendor is already out; core runs `doLeave` either way.
   */
  ended(fact: {
    readonly reason: EndReason;
    readonly vendorHasLeft: boolean;
    readonly error?: RtcError | undefined;
  }): void;
}

/** One source of one remote participant. */
export interface RemoteSourceRef {
  /** The driver's id of the participant. */
  readonly remoteId: string;
  /** Which of their sources. */
  readonly source: SourceKind;
}

/** The levels and the quality that a vendor tells of. */
export interface DriverSignals {
  /** Levels 0…1; `remoteId` undefined for the local microphone. */
  readonly levels?: readonly { readonly remoteId: string | undefined; readonly level: number }[] | undefined;
  /** Network quality; `remoteId` undefined for the own connection. */
  readonly quality?:
    | readonly {
        readonly remoteId: string | undefined;
        readonly uplink: NetworkQuality;
        readonly downlink: NetworkQuality;
      }[]
    | undefined;
}
