import type { RtcError } from '../errors/rtc-error.ts';
import type { ModerationAction } from '../model/capabilities.ts';
import type { ParticipantPermissions } from '../model/participant.ts';
import type { SourceQuality } from '../model/quality.ts';
import type { SourceKind } from '../model/source-kind.ts';
import type { RemoteParticipantInfo } from './remote-participant-info.ts';

/**
 * One leg of a call over one vendor. Core calls it; it answers by promises (which mean *effect confirmed*) and by facts on
 * its sink. Core bounds every call by a timeout, orders calls (one at a time for the session, for the set of local
 * sources, for each local source and for each remote participant) and survives whatever is thrown or rejected, so a
 * driver need not; but it must not report what is not so.
 *
 * A driver never calls `getUserMedia` or `getDisplayMedia`, never touches an element, never stops a track that it was
 * given, and leaves no timer, listener or connection behind after `dispose`.
 *
 * @typeParam Native - the vendor's own object for this leg.
 */
export interface RtcDriver<Native = unknown> {
  /** The vendor's own object, once there is one. */
  readonly native: Native | undefined;

  /**
   * Enters the room, with the local sources that are wanted at that moment. Rejects with an admission, transport or
   * environment code; after a rejection nothing of the attempt may stay with the vendor.
   */
  doJoin(request: JoinRequest): Promise<JoinResult>;
  /** Leaves: unpublishes first, so that nobody keeps a frozen picture. Idempotent, also after the vendor has left. */
  doLeave(): Promise<void>;
  /** Lets go at once because the page is closing: others must not see a ghost. Synchronous; must not block. */
  doAbandon(): void;

  /**
   * Makes the publications equal the set: publishes what is missing, unpublishes what is not in it, and brings track and
   * mute of the rest in line. Idempotent: core calls it again after every reconnect, and where it failed. Resolves when all is
   * confirmed, with the sources that failed; rejects when none of it could be done.
   */
  doSyncLocal(wanted: readonly LocalPublication[], call: DriverCall): Promise<SyncLocalResult>;
  /**
   * Sends another track for a published source, or none (`null`: announced muted, nothing sent). Keeps the publication
   * where `capabilities.replaceTrack` says so. Rejects `publish-failed`.
   */
  doReplaceTrack(source: SourceKind, track: MediaStreamTrack | null, call: DriverCall): Promise<void>;
  /** Tells the others that a published source is muted or not. The track is already silent when this is called. */
  doSetMuted(source: SourceKind, muted: boolean, call: DriverCall): Promise<void>;
  /**
   * Changes how a published source is encoded, and keeps the publication. Called for sources that `capabilities.quality` names;
   * a source that is published anew has it in {@link LocalPublication.quality}. Rejects `publish-failed`.
   */
  doSetQuality?(source: SourceKind, quality: SourceQuality, call: DriverCall): Promise<void>;

  /**
   * Makes the subscriptions to one participant equal the set, with size and visibility as a wish for quality. Tracks
   * arrive by the fact `remoteTrack`; what cannot be had is reported by `subscriptionFailed`, and begins anew where it is asked
   * for again. Resolves without effect for somebody who has left: the fact that says so is on its way.
   */
  doSyncRemote(remoteId: string, wanted: readonly RemoteSubscription[], call: DriverCall): Promise<void>;

  /** Asks the adapter's credential function for a new credential and hands it to the vendor. By capability. */
  doRenewCredential?(request: RenewCredentialRequest): Promise<RenewCredentialResult>;
  /** Changes the local display name. By capability. */
  doSetProfile?(profile: { readonly displayName: string }): Promise<void>;
  /** Changes the local role. By capability; rejects `forbidden` where the credential does not allow it. */
  doSetRole?(role: string): Promise<void>;
  /** Sends a message. By capability; rejects `message-failed` or `rate-limited`. */
  doSendMessage?(message: OutgoingMessage): Promise<void>;
  /** Starts or stops vendor signals (levels, quality). Nothing of the kind runs before the first call. */
  doSetSignals?(wanted: SignalsWanted): Promise<void>;
  /** Statistics of the leg. By capability. */
  doGetStats?(): Promise<readonly DriverStats[]>;
  /** Chooses the loudspeaker, only where the SDK plays audio itself. */
  doSetAudioOutput?(deviceId: string): Promise<void>;
  /** Sets one participant's volume, 0…1, only where the SDK plays audio itself. */
  doSetVolume?(remoteId: string, source: SourceKind, volume: number): Promise<void>;
  /** Tries to play again, inside a user gesture, only where the SDK plays audio itself. */
  doResumePlayback?(): Promise<void>;
  /** Mutes, unpublishes or removes another participant, or closes the room. By capability; rejects `forbidden`. */
  doModerate?(action: ModerationRequest): Promise<void>;

  /** Ends the driver: stops what `doLeave` could not. Called exactly once, last. Never throws. */
  dispose(): void;
}

/** The part of a call of core's beside what it asks for. */
export interface DriverCall {
  /**
   * Aborts when core has given the call up: its bound has passed, or the leg is over. Core makes no further call of that
   * kind until this one settles, so a driver whose vendor may never answer clears up and rejects when it aborts.
   */
  readonly signal: AbortSignal;
}

/** The data that a driver needs to enter a room. */
export interface JoinRequest {
  /** The room, already checked against the adapter's pattern. */
  readonly room: string;
  /** The app's id of the user, already checked against the adapter's pattern. */
  readonly userId: string;
  /** The name that others see; may be empty. */
  readonly displayName: string;
  /** The role to join with, one of `capabilities.roles`; undefined for the vendor's default. */
  readonly role: string | undefined;
  /** The local sources wanted at this moment, as {@link RtcDriver.doSyncLocal} takes them. */
  readonly local: readonly LocalPublication[];
  /** Names of codecs for pictures, best first, where the app prefers some and `capabilities.quality` says that it may. */
  readonly codecs?: readonly string[] | undefined;
  /** Why this leg is opened: for the adapter's credential function. */
  readonly purpose: 'main' | 'companion';
  /**
   * Aborts the attempt, and once joined the leg: whatever the driver repairs by itself stops then. The driver stops what
   * it can and settles; core waits for that before it calls `doLeave`.
   */
  readonly signal: AbortSignal;
}

/** The facts that are known when a driver has joined. */
export interface JoinResult {
  /** Members known now. Where `capabilities.roster` is `streaming` the rest follows as facts. */
  readonly roster: readonly RemoteParticipantInfo[];
  /** The permissions of this session, where the vendor says. */
  readonly permissions?: ParticipantPermissions | undefined;
  /** The role that the vendor gave, where it has roles. */
  readonly role?: string | undefined;
  /**
   * The driver has joined and touched none of the request's local sources: core gives them to `doSyncLocal` at once, so
   * that a slow publication cannot fail the join. Left out where publishing is part of the vendor's join.
   */
  readonly localDeferred?: boolean | undefined;
  /** Local sources of the request that could not be published; core tries them again by `doSyncLocal`. */
  readonly failed?: readonly LocalFailure[] | undefined;
  /** Milliseconds until the credential ends, where the adapter can tell; core then asks for renewal in time. */
  readonly credentialExpiresInMs?: number | undefined;
}

/** A local source as a driver should publish it. */
export interface LocalPublication {
  /** Which source it is. */
  readonly source: SourceKind;
  /**
   * A gated track, or `null`: announced muted, its device let go. The driver must not stop it, nor let its SDK do so: a
   * driver whose SDK stops, replaces or ends what it is given hands over `track.clone()`, which is gated too, belongs to
   * the driver and is the driver's to stop. Where `capabilities.screenAudio` is `mixed` the microphone's track carries
   * the sound of the screen as well, and is given with `muted: false` while either sounds.
   */
  readonly track: MediaStreamTrack | null;
  /** Tells whether it is announced muted. */
  readonly muted: boolean;
  /** The quality that the encoder should favour. */
  readonly contentHint: '' | 'speech' | 'music' | 'motion' | 'detail' | 'text';
  /** The most to send, in bits per second; undefined for the default. The same as in `quality`. */
  readonly maxBitrate?: number | undefined;
  /** The whole wish for quality, with the content hint; nothing is wished for where it is left out. */
  readonly quality?: SourceQuality | undefined;
}

/** A local source that could not be published. */
export interface LocalFailure {
  /** Which source it is. */
  readonly source: SourceKind;
  /** Why. */
  readonly error: RtcError;
}

/** The outcome of {@link RtcDriver.doSyncLocal}. */
export interface SyncLocalResult {
  /** Sources that could not be brought in line; the others are. */
  readonly failed: readonly LocalFailure[];
}

/** A remote source that should be received. */
export interface RemoteSubscription {
  /** Which source it is. */
  readonly source: SourceKind;
  /** The largest size in which it is shown, in device pixels; undefined for audio or where nothing shows it yet. */
  readonly size?: { readonly width: number; readonly height: number } | undefined;
}

/** Why a credential is to be renewed. */
export interface RenewCredentialRequest {
  /** The reason for it. */
  readonly reason: 'expiring' | 'reconnect';
  /** Gives up the attempt. */
  readonly signal: AbortSignal;
}

/** The outcome of a renewal. */
export interface RenewCredentialResult {
  /** Milliseconds until the new credential ends, where the adapter can tell. */
  readonly expiresInMs?: number | undefined;
}

/** A message as a driver should send it. */
export interface OutgoingMessage {
  /** The app's name for this kind of message. */
  readonly topic: string;
  /** The text, at most `capabilities.messages.maxBytes` of UTF-8. */
  readonly text: string;
  /** The receivers by the driver's own ids (`remoteId`); undefined for everybody. */
  readonly to?: readonly string[] | undefined;
}

/** Which signals core listens to now. */
export interface SignalsWanted {
  /** Audio levels of remote participants, where tracks cannot give them. */
  readonly levels: boolean;
  /** Network quality. */
  readonly quality: boolean;
}

/** A browser's statistics report of one connection of a leg. */
export interface DriverStats {
  /** `send`, `receive` or both over one connection. */
  readonly direction: 'send' | 'receive' | 'both';
  /** Whose media it carries; undefined for everybody's. */
  readonly remoteId?: string | undefined;
  /** The one source that the report is about, where the vendor gives reports of tracks and not of connections. */
  readonly source?: SourceKind | undefined;
  /** The browser's report. */
  readonly report: RTCStatsReport;
}

/** The wish of a moderator. */
export type ModerationRequest =
  | {
      readonly action: Extract<ModerationAction, 'mute' | 'unpublish'>;
      readonly remoteId: string;
      readonly source: SourceKind;
    }
  | { readonly action: Extract<ModerationAction, 'kick'>; readonly remoteId: string }
  | { readonly action: Extract<ModerationAction, 'close-room'> };
