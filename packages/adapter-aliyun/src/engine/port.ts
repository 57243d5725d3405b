import type { AliRtcEngine } from '../sdk-types/engine.ts';
import type { AliRtcEngineEvents } from '../sdk-types/events.ts';
import type { AliRtcAuthInfo } from '../sdk-types/options.ts';
import type { AliRtcStreamConfig, AliRtcUserInfo } from '../sdk-types/user-info.ts';

/**
 * What is used of the vendor's engine, picked from the description of the whole. Payloads are taken for no more than what was seen to
 * arrive, so where the vendor sends several shapes the type is wider.
 */
export interface AliEngine extends Pick<
  AliRtcEngine,
  | 'configLocalAudioPublish'
  | 'configLocalCameraPublish'
  | 'configLocalScreenPublish'
  | 'configRemoteAudio'
  | 'configRemoteCameraTrack'
  | 'configRemoteScreenTrack'
  | 'enableAudioVolumeIndicator'
  | 'joinChannel'
  | 'leaveChannel'
  | 'muteLocalCamera'
  | 'muteLocalMic'
  | 'publish'
  | 'setExternalMediaTrack'
  | 'unPublish'
> {
  /** Looks at the browser, as one that only receives: it opens the microphone and the camera of everybody else. */
  isSupport(options: { customPlay: true; isReceiveOnly: true }): Promise<unknown>;
  /** 0 communication, 1 interactive live; false once joined. */
  setChannelProfile(profile: 0 | 1): boolean;
  /** 0 interactive, 1 live. While publishing, and where the service refuses, it never settles. */
  setClientRole(role: 0 | 1): Promise<void>;
  /** Resolves before media; never settles when the server refuses. */
  subscribe(userId: string): Promise<unknown>;
  /** Rejects where nothing is subscribed to. */
  unSubscribe(userId: string): Promise<unknown>;
  /** The remote users. */
  getUserList(): readonly AliUserInfo[];
  /** One remote user. */
  getUserInfo(userId: string): AliUserInfo | null | undefined;
  /** One listener for each name: a second one replaces the first. */
  on<Name extends keyof AliEvents>(name: Name, listener: AliListeners[Name]): void;
  /** Takes the same function. */
  off<Name extends keyof AliEvents>(name: Name, listener: AliListeners[Name]): void;
}

/** How an engine is made. `customPlay` keeps the SDK away from elements and gives tracks. */
export type AliEngineConstructor = new (options: { customPlay: true }) => AliEngine;

/** What the SDK's `joinChannel` takes, in its own spelling. */
export type AliAuthInfo = AliRtcAuthInfo;

/** A user as the engine tells of them. */
export interface AliUserInfo
  extends Pick<AliRtcUserInfo, 'userId'>, Partial<Pick<AliRtcUserInfo, 'displayName'>> {
  /** What they publish; placeholders of inactive streams among it. */
  readonly streamConfigs: readonly AliStreamConfig[];
}

/** One stream of a user. */
export interface AliStreamConfig extends Partial<Pick<AliRtcStreamConfig, 'muted'>> {
  /** One of the vendor's labels. */
  readonly label: string;
  /** Whether it is published. */
  readonly state: string;
}

/** The engine's events that are listened to, by name. */
export interface AliEvents extends Pick<AliRtcEngineEvents, 'onBye' | 'onNetworkQuality'> {
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
  /** 0 to 100, once a second; '0' is the local user. */
  onAudioLevel: readonly { readonly userId: string; readonly level: number }[];
  /** A number with a message, a string, or a raw message of the service. */
  onError: unknown;
}

/** What to do at each of them. */
export type AliListeners = { readonly [Name in keyof AliEvents]: (payload: AliEvents[Name]) => void };
