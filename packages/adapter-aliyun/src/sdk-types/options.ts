/** Options of the constructor. */
export interface AliRtcEngineOptions {
  /** Skips the check for https. */
  readonly isDebug?: boolean;
  /** Read by `isSupport` alone: the devices are not tried. */
  readonly isReceiveOnly?: boolean;
  /** The SDK touches no element; `onMediaStreamUpdate` hands the streams over. */
  readonly customPlay?: boolean;
}

/** What `joinChannel` takes. */
export interface AliRtcAuthInfo {
  /** The application. */
  readonly appid: string;
  /** The room. */
  readonly channel: string;
  /** Letters, digits, `_`, `^`, `-`. */
  readonly userid: string;
  /** Begins with `AK-`. */
  readonly nonce: string;
  /** When it ends, seconds since 1970. */
  readonly timestamp: number;
  /** SHA-256 in lower-case hex. */
  readonly token: string;
  /** Entry servers; the first alone is used. A string is read letter by letter and becomes the page's origin. */
  readonly gslb: readonly string[];
  /** For the media relay: the password is read, the user name is made by the SDK. */
  readonly turn?: { readonly username: string; readonly password: string } | undefined;
}

/** A picture's size and rate. */
export interface AliRtcVideoProfile {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Frames a second. */
  readonly frameRate: number;
  /** Ignored: the SDK takes the rate of bits from a table of its own. */
  readonly maxBitrate?: number;
}

/** What `isSupport` found, whether it resolves or rejects. */
export interface AliRtcSupport {
  /** Whether calls are possible; a missing camera does not count. */
  readonly isSupported: boolean;
  /** The operating system. */
  readonly system: string;
  /** The browser. */
  readonly browser: string;
  /** Its version. */
  readonly browser_version: string;
  /** Whether the microphone could be opened. It really was. */
  readonly audioDevice: boolean;
  /** Whether the camera could be opened. It really was, unless it is switched off. */
  readonly videoDevice: boolean;
  /** Whether a screen can be shared. */
  readonly supportScreenShare: boolean;
  /** Whether sound of the system can be mixed in. */
  readonly supportMixBackgroundAudio: boolean;
  /** Whether this is Electron. */
  readonly isElectron: boolean;
  /** Whether the browser has H.264. */
  readonly supportH264: boolean;
  /** Why not. */
  readonly message?: string;
  /** Why not, as a number. */
  readonly errorCode?: number;
}

/** Devices by kind; labels are empty before a permission. */
export interface AliRtcDevices {
  /** Cameras. */
  readonly videoDevices: readonly MediaDeviceInfo[];
  /** Microphones. */
  readonly audioDevices: readonly MediaDeviceInfo[];
  /** Loudspeakers. */
  readonly audioOutputDevices: readonly MediaDeviceInfo[];
}

/** 0 communication, 1 interactive live, 2 low-latency live. */
export type AliRtcChannelProfile = 0 | 1 | 2;
/** 0 publishes and receives, 1 receives only. */
export type AliRtcClientRole = 0 | 1;
/** 0 microphone, 1 camera, 2 screen. */
export type AliRtcTrackType = 0 | 1 | 2;
/** 1 camera and sound, 2 screen. */
export type AliRtcViewType = 1 | 2;
/** What the SDK calls once background music did what it was told; with a number where it did not. */
export type AliRtcMixingCallback = (failure?: AliRtcErrorReport) => void;

/** The usual shape of a failure. Others are bare texts, HTTP replies with a circular `data`, native errors, and nothing at all. */
export interface AliRtcErrorReport {
  /** See the error table in docs/aliyun.md. */
  readonly errorCode: number;
  /** In Chinese, mostly. */
  readonly message: string;
}
