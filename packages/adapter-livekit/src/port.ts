/** The members of the vendor's SDK that this adapter uses, and nothing else. */
export interface LkSdk {
  /** Makes a room that neither plays, nor renders, nor stops tracks, nor leaves with the page: core does all of that. */
  createRoom(encryption?: LkEncryption): Promise<LkRoom>;
}

/** How media and messages are encrypted between the participants. */
export interface LkEncryption {
  /** What everybody in the room shares: a passphrase, or random bytes. */
  readonly key: string | ArrayBuffer;
  /** The SDK's worker, which sees every encoded frame. */
  readonly worker: Worker;
}

/** One room. */
export interface LkRoom {
  /** The SDK's own room. */
  readonly native: unknown;
  /** The room's name, known once joined. */
  readonly name: string;
  /** The server's id of this room. A server that has lost the room makes a new one with another id. */
  readonly sid: string | undefined;
  /** The own participant. */
  readonly localParticipant: LkLocalParticipant;
  /** The others, by identity. Filled without events before `connect` resolves. */
  readonly remoteParticipants: ReadonlyMap<string, LkRemoteParticipant>;
  /** Who speaks now. */
  readonly activeSpeakers: readonly LkSpeaker[];
  /** Joins without subscribing to anything. Where it rejects nothing stays open. */
  connect(url: string, token: string): Promise<void>;
  /** Leaves; also gives up a `connect` that is under way. */
  disconnect(): Promise<void>;
  /** Publishes a track of core's, as one that the SDK must neither acquire again nor stop. Muted before anybody sees it. */
  publish(publication: LkPublish): Promise<LkLocalTrack>;
  /** Listens to all events. Returns its undo. */
  listen(listeners: LkListeners): () => void;
}

/** What is to be published. */
export interface LkPublish {
  readonly kind: 'audio' | 'video';
  readonly track: MediaStreamTrack;
  /** The vendor's word for the source. */
  readonly source: string;
  readonly name: string;
  readonly muted: boolean;
  /** The most to send, in bits per second; undefined for the vendor's choice. */
  readonly maxBitrate: number | undefined;
  /** Whether sound is music: silence is then sent like everything else. */
  readonly music: boolean;
}

/** Anybody in the room. */
export interface LkParticipant {
  /** The server's id of this presence. */
  readonly sid: string;
  /** The app's id of the user. */
  readonly identity: string;
  /** The display name. */
  readonly name?: string | undefined;
  /** What they are, in the vendor's numbers. */
  readonly kind: number;
  /** How good their connection is, in the vendor's words. */
  readonly connectionQuality: string;
  /** What they may do. */
  readonly permissions?: LkPermissions | undefined;
  /** Words about them that the token or the server gave. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** What somebody may do, as their token or the server says. */
export interface LkPermissions {
  readonly canPublish: boolean;
  /** The vendor's numbers of sources; empty for all. */
  readonly canPublishSources: readonly number[];
  readonly canSubscribe: boolean;
  readonly canPublishData: boolean;
  /** Whether the own name may be changed. */
  readonly canUpdateMetadata: boolean;
}

/** Somebody else. */
export interface LkRemoteParticipant extends LkParticipant {
  readonly trackPublications: ReadonlyMap<string, LkRemotePublication>;
}

/** Something that somebody else publishes. */
export interface LkRemotePublication {
  readonly trackSid: string;
  /** The vendor's word for the source. */
  readonly source: string;
  readonly isMuted: boolean;
  /** Whether it was asked for. */
  readonly isDesired: boolean;
  /** Present while subscribed. */
  readonly track?: LkTrack | undefined;
  /** Asks; nothing says that it was heard but the track. */
  setSubscribed(subscribed: boolean): void;
  /** The size in which it is shown, for the choice of a layer. */
  setVideoDimensions(dimensions: { width: number; height: number }): void;
}

/** A track of either side. */
export interface LkTrack {
  readonly mediaStreamTrack: MediaStreamTrack;
  /** Statistics of its sender or receiver. */
  getRTCStatsReport(): Promise<RTCStatsReport | undefined>;
}

/** The own participant. */
export interface LkLocalParticipant extends LkParticipant {
  publishData(
    data: Uint8Array<ArrayBuffer>,
    options: { reliable: boolean; topic: string; destinationIdentities?: string[] },
  ): Promise<void>;
  setName(name: string): Promise<void>;
}

/** A published track. */
export interface LkLocalTrack extends LkTrack {
  /** Whether the SDK counts it as muted. */
  readonly isMuted: boolean;
  mute(): Promise<unknown>;
  unmute(): Promise<unknown>;
  replaceTrack(track: MediaStreamTrack): Promise<unknown>;
  /** Whether the room still has it. */
  isPublished(): boolean;
  /** Ends the publication and leaves the track alone. */
  unpublish(): Promise<unknown>;
}

/** Somebody who speaks. */
export interface LkSpeaker {
  readonly sid: string;
  /** 0…1. */
  readonly audioLevel: number;
}

/** What happens in a room. */
export interface LkListeners {
  participantConnected(participant: LkRemoteParticipant): void;
  participantDisconnected(participant: LkRemoteParticipant): void;
  /** Publications, mutes, name or permissions of somebody changed. */
  participantChanged(participant: LkRemoteParticipant): void;
  trackSubscribed(participant: LkRemoteParticipant, publication: LkRemotePublication, track: LkTrack): void;
  trackUnsubscribed(participant: LkRemoteParticipant, publication: LkRemotePublication): void;
  trackSubscriptionFailed(
    participant: LkRemoteParticipant,
    trackSid: string,
    reason: number | undefined,
  ): void;
  localTrackMuted(source: string, muted: boolean): void;
  localTrackUnpublished(source: string): void;
  /** The own permissions or attributes changed. */
  localPermissionsChanged(): void;
  /** The signal connection alone is being repaired: everything stays. */
  signalReconnecting(): void;
  /** Everything is being built anew; all participants were reported as gone just before, in the same turn. */
  reconnecting(): void;
  /** Back, one way or the other. */
  reconnected(): void;
  /** The server has handed out a new token for reconnects. */
  tokenRefreshed(token: string): void;
  disconnected(reason: number | undefined): void;
  /** Everybody who speaks now, the own participant among them. */
  activeSpeakersChanged(speakers: readonly LkSpeaker[]): void;
  connectionQualityChanged(quality: string, participant: LkParticipant): void;
  dataReceived(text: string, participant: LkRemoteParticipant | undefined, topic: string | undefined): void;
  recordingChanged(recording: boolean): void;
  /** Something that core has no word for. */
  vendorEvent(name: string, payload: unknown): void;
}
