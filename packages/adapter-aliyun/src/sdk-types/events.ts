import type { AliRtcErrorReport } from './options.ts';
import type { AliRtcUserInfo } from './user-info.ts';

/** Figures of one connection, once a second. Sizes and rates of pictures are always 0 in current Chromium. */
export interface AliRtcMediaReport {
  /** `0` for the own user. */
  readonly userId: string;
  /** What was counted. */
  readonly data: {
    /** Milliseconds. */
    readonly rtt?: number;
    /** Sent bytes a second. */
    readonly bytesSentPerSecond?: number;
    /** Received bytes a second. */
    readonly bytesReceivedPerSecond?: number;
    /** Level 0 to 1. */
    readonly audio?: { readonly level: number };
    /** Of the camera. */
    readonly camera?: { readonly fps: number; readonly width: number; readonly height: number };
    /** Of the screen. */
    readonly screen?: { readonly fps: number; readonly width: number; readonly height: number };
  };
}

/** The SDK's events with what they carry. There is one listener for each name: a second `on` replaces the first. */
export interface AliRtcEngineEvents {
  /** Somebody is there; also for those who were there before, and it may repeat. */
  onJoin: AliRtcUserInfo;
  /** Somebody went. */
  onLeave: AliRtcUserInfo;
  /** What somebody publishes, whole, at every change. */
  onPublisher: AliRtcUserInfo;
  /** Somebody publishes nothing any more; `streamConfigs` is empty. */
  onUnPublisher: AliRtcUserInfo;
  /** Somebody muted or unmuted. */
  onNotify: readonly AliRtcUserInfo[];
  /** The service says goodbye: 1 kicked, 2 room closed, 3 the same user joined elsewhere. The engine stays joined until `leaveChannel`. */
  onBye: { readonly code?: number };
  /** A failure: a report, a bare text where a field of the join is missing, or a message of the service as it came. */
  onError: AliRtcErrorReport | string | object;
  /** The own role changed. */
  onUpdateRole: { readonly oldRole: number; readonly newRole: number };
  /** Levels 0 to 100, once a second, while `enableAudioVolumeIndicator` is on; `0` is the own user. */
  onAudioLevel: readonly { readonly userId: string; readonly displayName: string; readonly level: number }[];
  /** Figures of one connection. */
  onMedia: AliRtcMediaReport;
  /** Every 2 s: 0 unknown, 1 excellent to 5 very bad, 6 offline. */
  onNetworkQuality: { readonly uplinkNetworkQuality: number; readonly downlinkNetworkQuality: number };
  /** Devices came or went; always an empty list. */
  onDeviceChange: readonly never[];
  /** With `customPlay` alone: all that is received from somebody, in one stream. */
  onMediaStreamUpdate: { readonly userId: string; readonly mediaStream: MediaStream };
  /** A connection is being made. */
  OnConnecting: AliRtcConnectionReport;
  /** A description was answered; media does not flow yet. */
  OnConnected: AliRtcConnectionReport;
  /** Background music began. */
  onAudioMixingPlayed: readonly never[];
  /** Background music ended. */
  onAudioMixingFinished: readonly never[];
  /** Declared by the SDK and never sent. */
  onMediaStream: unknown;
  /** Declared by the SDK and never sent in this profile. */
  onLiveStream: unknown;
}

/** Whose connection, and for what. */
export interface AliRtcConnectionReport {
  /** The user. */
  readonly userId: string;
  /** Their name. */
  readonly displayName: string;
  /** Sending or receiving. */
  readonly type: 'publish' | 'subscribe';
}
