/**
 * The members of the vendor's SDK that this adapter uses, and nothing else, as they were seen to behave in 5.17.1.
 */
export interface TrtcInstance {
  /** Enters a room. While nobody answers, or the service cannot be reached, it never settles; only `destroy` frees it. */
  enterRoom(entry: TrtcEnterRoom): Promise<unknown>;
  /** Leaves at once, also with a dead socket; waits for an `enterRoom` that is pending. */
  exitRoom(): Promise<unknown>;
  /** Ends the instance and rejects what is pending. Throws while it is in a room. */
  destroy(): void;
  /** Resolves when the track is taken, which is before it is published. */
  startLocalVideo(how: { readonly mute: boolean; readonly option: TrtcVideoOption }): Promise<unknown>;
  /** Changes track and mute. There is no "no track". */
  updateLocalVideo(how: {
    readonly mute?: boolean;
    readonly option?: Partial<TrtcVideoOption>;
  }): Promise<unknown>;
  /** Unpublishes; leaves the track alone. */
  stopLocalVideo(): Promise<unknown>;
  /** As `startLocalVideo`. */
  startLocalAudio(how: { readonly mute: boolean; readonly option: TrtcAudioOption }): Promise<unknown>;
  /** As `updateLocalVideo`. */
  updateLocalAudio(how: { readonly mute?: boolean; readonly option?: TrtcAudioOption }): Promise<unknown>;
  /** As `stopLocalVideo`. */
  stopLocalAudio(): Promise<unknown>;
  /** Publishes a second stream. */
  startScreenShare(how: { readonly option: TrtcVideoOption }): Promise<unknown>;
  /** Changes its track. */
  updateScreenShare(how: { readonly option: TrtcVideoOption }): Promise<unknown>;
  /** Ends it; leaves the track alone. */
  stopScreenShare(): Promise<unknown>;
  /** Subscribes; without a `view` nothing is shown. Rejects 5102 for somebody who is not there, 5103 for what is not published. */
  startRemoteVideo(of: TrtcRemoteVideo): Promise<unknown>;
  /** Unsubscribes. */
  stopRemoteVideo(of: TrtcRemoteVideo): Promise<unknown>;
  /** Subscribes (`false`) or unsubscribes. The wish stays for later publications of that person. */
  muteRemoteAudio(userId: string, muted: boolean): Promise<unknown>;
  /** Sets the volume of the SDK's own element, 0 to 100. */
  setRemoteAudioVolume(userId: string, volume: number): void;
  /** Tells levels so often, milliseconds; -1 ends it. */
  enableAudioVolumeEvaluation(intervalMs: number): void;
  /** The track of somebody, or null. */
  getVideoTrack(of: TrtcRemoteVideo): MediaStreamTrack | null;
  /** The track of somebody, or null. */
  getAudioTrack(of: { readonly userId: string }): MediaStreamTrack | null;
  /** Changes the own role, in scene `live` only. */
  switchRole(role: TrtcRole): Promise<unknown>;
  /** Sends to everybody else. Bad arguments become an unhandled rejection, so they are checked before. */
  sendCustomMessage(message: { readonly cmdId: number; readonly data: ArrayBuffer }): unknown;
  /** Listens. */
  on<Name extends keyof TrtcEvents>(name: Name, listener: TrtcEvents[Name]): unknown;
  /** Takes the same function to listen no longer. */
  off<Name extends keyof TrtcEvents>(name: Name, listener: TrtcEvents[Name]): unknown;
}

/** The SDK's class, as far as it is used. */
export interface TrtcSdk {
  /** Makes an instance; one is one room. */
  create(options: {
    readonly enableAutoPlayDialog: false;
    readonly enableVolumeControlInIOS: true;
  }): TrtcInstance;
  /** 5 is silence; the second argument is the upload of text logs. */
  setLogLevel(level: 5, upload: false): void;
}

/** A role in scene `live`. */
export type TrtcRole = 'anchor' | 'audience';

/** A track for a publication. */
export interface TrtcVideoOption {
  /** It is sent as it is. */
  readonly videoTrack: MediaStreamTrack;
  /** The encoder's bounds. */
  readonly profile?: TrtcVideoProfile | undefined;
}

/** The bounds of an encoder of pictures. */
export interface TrtcVideoProfile {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Frames a second. */
  readonly frameRate: number;
  /** Kilobits a second. */
  readonly bitrate: number;
}

/** A track for a publication. */
export interface TrtcAudioOption {
  /** It is sent as it is. */
  readonly audioTrack: MediaStreamTrack;
  /** 40, 192 and 192 kilobits a second; counts at the start of a publication alone. */
  readonly profile?: 'standard' | 'high' | 'high-stereo' | undefined;
}

/** Somebody's camera (`main`) or screen (`sub`). */
export interface TrtcRemoteVideo {
  /** Whose. */
  readonly userId: string;
  /** Which. */
  readonly streamType: 'main' | 'sub';
}

/** Where the service is, when it is not the vendor's own. */
export interface TrtcProxy {
  /** `ws:` or `wss:` address of the signalling. */
  readonly websocketProxy: string;
  /** `http:` or `https:` address for telemetry; counts for the whole page. */
  readonly loggerProxy?: string | undefined;
}

/** What `enterRoom` takes. */
export interface TrtcEnterRoom {
  /** The application. */
  readonly sdkAppId: number;
  /** The user; not checked by the SDK. */
  readonly userId: string;
  /** Says who the user is. */
  readonly userSig: string;
  /** The room by its number. */
  readonly roomId?: number;
  /** The room by its text. */
  readonly strRoomId?: string;
  /** See {@link TrtcCredential}. */
  readonly privateMapKey?: string;
  /** `live` has roles. */
  readonly scene: 'rtc' | 'live';
  /** In `live` only. */
  readonly role?: TrtcRole;
  /** Or the SDK plays everybody by itself. */
  readonly autoReceiveAudio: false;
  /** Or the SDK subscribes to everybody by itself. */
  readonly autoReceiveVideo: false;
  /** See {@link TrtcProxy}. */
  readonly proxy?: TrtcProxy;
}

/** The SDK's events that are listened to. Never all of them: a listener for `audio-frame` makes it deliver samples all the time. */
export interface TrtcEvents {
  /** Somebody came, or was there already. */
  'remote-user-enter': (event: { readonly userId: string }) => void;
  /** Somebody went. */
  'remote-user-exit': (event: { readonly userId: string; readonly reason: number }) => void;
  /** Published and not muted. */
  'remote-audio-available': (event: { readonly userId: string }) => void;
  /** Muted, or not published: the same event. */
  'remote-audio-unavailable': (event: { readonly userId: string }) => void;
  /** Published and not muted. */
  'remote-video-available': (event: TrtcRemoteVideo) => void;
  /** Muted, or not published: the same event. */
  'remote-video-unavailable': (event: TrtcRemoteVideo) => void;
  /** A track is there; `userId` is empty for the own one. */
  track: (event: {
    readonly userId: string;
    readonly streamType?: string;
    readonly track: MediaStreamTrack;
  }) => void;
  /** What becomes of the own publications. */
  'publish-state-changed': (event: {
    readonly mediaType: 'audio' | 'video' | 'screen';
    readonly state: 'starting' | 'started' | 'stopped';
    readonly reason?: string;
    readonly error?: unknown;
  }) => void;
  /** The signalling socket, and nothing else. */
  'connection-state-changed': (event: {
    readonly state: 'DISCONNECTED' | 'CONNECTING' | 'CONNECTED';
  }) => void;
  /** The service put this user out. */
  'kicked-out': (event: { readonly reason: string }) => void;
  /** With 5400 the SDK has left. */
  error: (error: unknown) => void;
  /** Grades 0 unknown, 1 excellent to 5 very poor, 6 lost; every two seconds. */
  'network-quality': (event: {
    readonly uplinkNetworkQuality: number;
    readonly downlinkNetworkQuality: number;
  }) => void;
  /** Comes every two seconds in a room. */
  statistics: (event: unknown) => void;
  /** Levels 0 to 1; the local one has no user id. */
  'audio-volume': (event: {
    readonly result: readonly { readonly userId: string; readonly floatVolume: number }[];
  }) => void;
  /** A message of somebody. */
  'custom-message': (event: {
    readonly userId: string;
    readonly cmdId: number;
    readonly data: ArrayBuffer;
  }) => void;
}
