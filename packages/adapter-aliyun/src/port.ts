/**
 * The members of the vendor's engine that this adapter uses, and nothing else. Payloads are what was seen to arrive, so
 * where the vendor sends several shapes the type is `unknown`.
 */
export interface AliEngine {
  /** Whether the microphone slot is announced from the next `publish()` on. */
  configLocalAudioPublish: boolean;
  /** Whether the camera slot is announced from the next `publish()` on. */
  configLocalCameraPublish: boolean;
  /** Whether the screen slot is announced from the next `publish()` on. */
  configLocalScreenPublish: boolean;
  /** Starts a timer for `onAudioLevel` that leaving does not stop. */
  enableAudioVolumeIndicator: boolean;
  /** Looks at the browser. Sets the engine's options anew; opens the microphone and the camera, but for those who only receive. */
  isSupport(options: { customPlay: true; isReceiveOnly: true }): Promise<unknown>;
  /** 0 communication, 1 interactive live; false once joined. */
  setChannelProfile(profile: 0 | 1): boolean;
  /** 0 interactive, 1 live. While publishing, and where the service refuses, it never settles. */
  setClientRole(role: 0 | 1): Promise<void>;
  /** Never settles when the polled answer is lost; a leave meanwhile does nothing. */
  joinChannel(auth: AliAuthInfo, displayName?: string): Promise<void>;
  /** Never settles once signalling is dead. */
  leaveChannel(): Promise<void>;
  /** Rejects 10500 when called twice at a time. After a failure `unPublish` must come first. */
  publish(): Promise<void>;
  /** Ends every track that the engine holds, also external ones. */
  unPublish(): Promise<unknown>;
  /** Resolves before media; never settles when the server refuses. */
  subscribe(userId: string): Promise<unknown>;
  /** Rejects where nothing is subscribed to. */
  unSubscribe(userId: string): Promise<unknown>;
  /** False for an unknown user; counts at the next `subscribe`. */
  configRemoteAudio(userId: string, wanted: boolean): boolean;
  /** See `configRemoteAudio`. */
  configRemoteCameraTrack(userId: string, preferLarge: boolean, wanted: boolean): boolean;
  /** See `configRemoteAudio`. */
  configRemoteScreenTrack(userId: string, wanted: boolean): boolean;
  /** False where the camera is not published. */
  muteLocalCamera(muted: boolean): boolean;
  /** False where the microphone is not published. `remember` keeps it over the next publication. */
  muteLocalMic(muted: boolean, remember?: boolean): boolean;
  /** 0 microphone, 1 camera, 2 screen; counts only before the first `publish()` of a publication. */
  setExternalMediaTrack(track: MediaStreamTrack | null, type: 0 | 1 | 2): boolean;
  /** The remote users. */
  getUserList(): readonly AliUserInfo[];
  /** One remote user. */
  getUserInfo(userId: string): AliUserInfo | null | undefined;
  /** One listener for each name: a second one replaces the first. */
  on<Name extends keyof AliEvents>(name: Name, listener: (payload: AliEvents[Name]) => void): void;
  /** Takes the same function. */
  off<Name extends keyof AliEvents>(name: Name, listener: (payload: AliEvents[Name]) => void): void;
}

/** How an engine is made. `customPlay` keeps the SDK away from elements and gives tracks. */
export type AliEngineConstructor = new (options: { customPlay: true }) => AliEngine;

/** What the SDK's `joinChannel` takes, in its own spelling. */
export interface AliAuthInfo {
  /** The application. */
  readonly appid: string;
  /** The room. */
  readonly channel: string;
  /** The user. */
  readonly userid: string;
  /** Begins with `AK-`. */
  readonly nonce: string;
  /** In seconds since 1970. */
  readonly timestamp: number;
  /** The signature. */
  readonly token: string;
  /** An array: a string goes to the page's own origin. */
  readonly gslb: readonly string[];
  /** The SDK reads the password alone. */
  readonly turn?: { readonly username: string; readonly password: string } | undefined;
}

/** A user as the engine tells of them. */
export interface AliUserInfo {
  /** Their user id. */
  readonly userId: string;
  /** Their display name. */
  readonly displayName?: string;
  /** What they publish; placeholders of inactive streams among it. */
  readonly streamConfigs: readonly AliStreamConfig[];
}

/** One stream of a user. */
export interface AliStreamConfig {
  /** One of the vendor's labels. */
  readonly label: string;
  /** Whether it is published. */
  readonly state: string;
  /** Whether its owner muted it. */
  readonly muted?: boolean;
}

/** The engine's events, by name. */
export interface AliEvents {
  /** Somebody came, or was there already; may come twice. */
  onJoin: AliUserInfo;
  /** Somebody went. */
  onLeave: AliUserInfo;
  /** What somebody publishes changed; comes again at each change. */
  onPublisher: AliUserInfo;
  /** Somebody publishes nothing any more. */
  onUnPublisher: AliUserInfo;
  /** Somebody muted or unmuted. */
  onNotify: readonly AliUserInfo[];
  /** Tracks of somebody, all of them in one stream. */
  onMediaStreamUpdate: { readonly userId: string; readonly mediaStream: Pick<MediaStream, 'getTracks'> };
  /** 0 unknown, 1 excellent to 5 very bad, 6 offline; every two seconds. */
  onNetworkQuality: { readonly uplinkNetworkQuality: number; readonly downlinkNetworkQuality: number };
  /** 0 to 100, once a second; '0' is the own user. */
  onAudioLevel: readonly { readonly userId: string; readonly level: number }[];
  /** The service put this user out: 1 kicked, 2 room closed, 3 same user elsewhere. */
  onBye: { readonly code?: number };
  /** A number with a message, a string, or a raw message of the service. */
  onError: unknown;
}
