import type { RtcDriverEnvironment } from '../adapter/rtc-driver-environment.ts';

/**
 * Everything that a session takes from its surroundings. The default is the browser, with references taken when core is
 * imported, because some SDKs patch the globals as they load. Tests give one with a virtual clock and faulty devices.
 */
export interface RtcEnvironment extends RtcDriverEnvironment {
  /** Devices; undefined where the browser has none, or the page is not in a secure context. */
  readonly mediaDevices: MediaDevicesPort | undefined;
  /** Tells whether the page may use devices at all. */
  readonly secureContext: boolean;
  /** Tells whether the browser can play sound on a chosen loudspeaker. */
  readonly canChooseSpeaker: boolean;
  /** Tells whether a second capture of a kind silences the first (iOS): core then lets go of the old device first. */
  readonly singleCapture?: boolean | undefined;
  /** Where the browser tells how it stands with a permission. */
  readonly permissions?:
    | { query(descriptor: { readonly name: 'microphone' | 'camera' }): Promise<PermissionStatusPort> }
    | undefined;
  /** `navigator.audioSession`, where there is one: core says when a microphone is open. */
  readonly audioSession?: { type: string } | undefined;
  /** Makes a detached audio element for remote sound. */
  createAudioElement(): AudioOutputElement;
  /** Makes an audio context for relays and meters. */
  createAudioContext(): AudioContextPort;
  /** Watches how much of an element can be seen, beginning with now. Returns its undo. */
  observeVisibility(view: VideoView, listener: (visibility: ElementVisibility) => void): () => void;
  /** Reports an error that nobody awaits: one thrown by a listener of the app. */
  reportError(error: unknown): void;
  /** Tells whether the page can be seen now; changes come as events of the page. */
  pageVisible(): boolean;
  /** Listens to the life of the page. Returns its undo. */
  observePage(listener: (event: PageEvent) => void): () => void;
}

/** The part of `navigator.mediaDevices` that core uses. */
export type MediaDevicesPort = Pick<
  MediaDevices,
  'getUserMedia' | 'enumerateDevices' | 'addEventListener' | 'removeEventListener'
> & {
  /** Absent on phones. */
  readonly getDisplayMedia?: MediaDevices['getDisplayMedia'];
};

/** The part of an element that core needs to keep it playing. What may be left out is there in every browser. */
export interface PlayedElement extends Listenable, Pick<HTMLMediaElement, 'srcObject' | 'play'> {
  /** Tells whether it stands still. */
  readonly paused?: boolean;
  /** Tells whether its stream is over. */
  readonly ended?: boolean;
  /** Tells whether it is in a page. */
  readonly isConnected?: boolean;
  /** The document that it is in, which may be one of another window. */
  readonly ownerDocument?: ElementHome;
  /** Stops it. */
  pause?(): void;
  /** Tells where it is in its window. */
  getBoundingClientRect?(): DOMRectReadOnly;
}

/** The part of an element's document that core looks at. */
export interface ElementHome extends Listenable {
  /** Tells whether anything in it can be seen. */
  readonly visibilityState: DocumentVisibilityState;
  /** The element that fills the screen. */
  readonly fullscreenElement?: unknown;
  /** The element in a window of its own. */
  readonly pictureInPictureElement?: unknown;
  /** Its window. */
  readonly defaultView?: Pick<Window, 'innerWidth' | 'innerHeight'> | null;
}

/** Something that can be listened to. */
export interface Listenable {
  /** As everywhere in the platform. */
  addEventListener?(type: string, listener: () => void): void;
  /** As everywhere in the platform. */
  removeEventListener?(type: string, listener: () => void): void;
}

/** The part of an audio element that core uses. */
export type AudioOutputElement = PlayedElement &
  Pick<HTMLAudioElement, 'autoplay' | 'muted' | 'volume' | 'paused' | 'pause'> & {
    /** Absent in browsers that cannot choose the loudspeaker. */
    readonly setSinkId?: (sinkId: string) => Promise<void>;
  };

/** The part of a video element that core uses. Any `<video>` fits. */
export type VideoView = PlayedElement &
  Pick<
    HTMLVideoElement,
    'autoplay' | 'muted' | 'playsInline' | 'currentTime' | 'videoWidth' | 'videoHeight'
  > & {
    /** Absent in old browsers; core then watches the clock of the element. */
    readonly requestVideoFrameCallback?: (callback: () => void) => number;
    /** Absent with the former. */
    readonly cancelVideoFrameCallback?: (handle: number) => void;
  };

/** The part of an audio node that core uses. */
export interface AudioNodePort {
  /** Sends the sound of this node on to another one. */
  connect(destination: AudioNodePort): unknown;
  /** Sends it nowhere. */
  disconnect(): void;
}

/** The part of a gain node that core uses. */
export interface GainNodePort extends AudioNodePort {
  /** The loudness with which the sound passes; 0 is silence. */
  readonly gain: {
    /** The gain now. */
    value: number;
    /** Jumps at a time of the context, in seconds. */
    setValueAtTime(value: number, startTime: number): unknown;
    /** Approaches a value from a time on; times in seconds. */
    setTargetAtTime(value: number, startTime: number, timeConstant: number): unknown;
  };
}

/** The part of an analyser that core uses. */
export type AnalyserNodePort = AudioNodePort &
  Pick<
    AnalyserNode,
    | 'fftSize'
    | 'frequencyBinCount'
    | 'smoothingTimeConstant'
    | 'getFloatTimeDomainData'
    | 'getByteTimeDomainData'
  >;

/** The part of an audio context that core uses, for relays and meters. Any `AudioContext` fits. */
export interface AudioContextPort extends Pick<
  AudioContext,
  | 'state'
  | 'currentTime'
  | 'sampleRate'
  | 'resume'
  | 'suspend'
  | 'close'
  | 'addEventListener'
  | 'removeEventListener'
> {
  /** Brings the first audio track of a stream into the graph. */
  createMediaStreamSource(stream: MediaStream): AudioNodePort;
  /** Makes an audio track of what is connected to it. */
  createMediaStreamDestination(): AudioNodePort & { readonly stream: MediaStream };
  /** Makes a node that passes sound louder, quieter or not at all. */
  createGain(): GainNodePort;
  /** Makes a node that shows what passes. */
  createAnalyser(): AnalyserNodePort;
}

/** The part of a permission's status that core uses. */
export type PermissionStatusPort = Pick<
  PermissionStatus,
  'state' | 'addEventListener' | 'removeEventListener'
>;

/** The part of an element that can be seen. */
export interface ElementVisibility {
  /** Tells whether any of it is in the viewport. */
  readonly visible: boolean;
  /** Its size in device pixels; 0 where it is not laid out. */
  readonly width: number;
  /** See `width`. */
  readonly height: number;
}

/** Something in the life of the page; `gesture` is an act of the person, with which sound may begin. */
export type PageEvent = 'hide' | 'show-restored' | 'freeze' | 'resume' | 'visible' | 'hidden' | 'gesture';

/** The part of an environment that is used before a call: the rest comes with the code for calls. */
export type LobbyEnvironment = Omit<RtcEnvironment, 'createPlaceholder' | 'observeVisibility'>;
