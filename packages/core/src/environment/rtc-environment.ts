import type { RtcDriverEnvironment } from '../adapter/rtc-driver-environment.ts';

/** The part of `navigator.mediaDevices` that core uses. */
export type MediaDevicesPort = Pick<
  MediaDevices,
  'getUserMedia' | 'enumerateDevices' | 'addEventListener' | 'removeEventListener'
> & {
  /** Absent on phones. */
  readonly getDisplayMedia?: MediaDevices['getDisplayMedia'];
};

/** The part of an audio element that core uses. */
export type AudioOutputElement = Pick<
  HTMLAudioElement,
  'srcObject' | 'autoplay' | 'muted' | 'volume' | 'paused' | 'play' | 'pause'
> & {
  /** Absent in browsers that cannot choose the loudspeaker. */
  readonly setSinkId?: (sinkId: string) => Promise<void>;
};

/** The part of a video element that core uses. Any `<video>` fits. */
export type VideoView = Pick<
  HTMLVideoElement,
  'srcObject' | 'autoplay' | 'muted' | 'playsInline' | 'play' | 'videoWidth' | 'videoHeight'
> & {
  /** Absent in old browsers; core then watches the clock of the element. */
  readonly requestVideoFrameCallback?: (callback: () => void) => number;
  /** Absent with the former. */
  readonly cancelVideoFrameCallback?: (handle: number) => void;
};

/** How much of an element can be seen. */
export interface ElementVisibility {
  /** Whether any of it is in the viewport. */
  readonly visible: boolean;
  /** Its size in device pixels; 0 where it is not laid out. */
  readonly width: number;
  /** See `width`. */
  readonly height: number;
}

/** Something in the life of the page. */
export type PageEvent = 'hide' | 'show-restored' | 'freeze' | 'resume' | 'visible' | 'hidden';

/**
 * Everything that a session takes from its surroundings. The default is the browser, with references taken when core is
 * imported, because some SDKs patch the globals as they load. Tests give one with a virtual clock and faulty devices.
 */
export interface RtcEnvironment extends RtcDriverEnvironment {
  /** Devices; undefined where the browser has none, or the page is not in a secure context. */
  readonly mediaDevices: MediaDevicesPort | undefined;
  /** Whether the page may use devices at all. */
  readonly secureContext: boolean;
  /** Whether the browser can play sound on a chosen loudspeaker. */
  readonly canChooseSpeaker: boolean;
  /** Makes a detached audio element for remote sound. */
  createAudioElement(): AudioOutputElement;
  /** Makes an audio context for relays and meters. */
  createAudioContext(): AudioContext;
  /** Watches how much of an element can be seen, beginning with now. Returns its undo. */
  observeVisibility(view: VideoView, listener: (visibility: ElementVisibility) => void): () => void;
  /** Reports an error that nobody awaits: one thrown by a listener of the app. */
  reportError(error: unknown): void;
  /** Listens to the life of the page. Returns its undo. */
  observePage(listener: (event: PageEvent) => void): () => void;
}
