import type { VideoView } from '../environment/rtc-environment.ts';
import type { MediaProcessor } from './media-processor.ts';
import type { LocalSourceState } from '../model/local-source-state.ts';

/** The commands that every local source has. Commands of one source run in order; the last intent wins. */
export interface LocalSource {
  /** The wish of the app and what came of it, as one immutable object. */
  readonly state: LocalSourceState;
  /**
   * Sends nothing from this instant on and keeps the publication. Silence is synchronous; the promise resolves once the
   * vendor and the others know. Muting what is not enabled is remembered for the next `enable()`. Idempotent.
   */
  mute(options?: MuteOptions): Promise<void>;
  /**
   * Sends again; opens the device again where mute had let it go. Rejects with a capture code, and stays muted then.
   * Idempotent.
   */
  unmute(): Promise<void>;
  /** Unpublishes and lets go of the device. Idempotent; never rejects for the vendor's sake. */
  disable(): Promise<void>;
}

/** Ends what a call began. May be called more than once. */
export type Detach = () => void;

/** The way to open a microphone. */
export interface MicrophoneOptions {
  /** The device; undefined for the one remembered, or what the system uses; empty for what the system uses. */
  readonly deviceId?: string | undefined;
  /** Removes the loudspeaker's sound. On where left out. */
  readonly echoCancellation?: boolean | undefined;
  /** Removes steady noise. On where left out. */
  readonly noiseSuppression?: boolean | undefined;
  /** Evens out loudness. On where left out. */
  readonly autoGainControl?: boolean | undefined;
  /** Ends a prompt: the promise then rejects `aborted`. */
  readonly signal?: AbortSignal | undefined;
}

/** The way to open a camera. */
export interface CameraOptions {
  /** The device; undefined for the one remembered, or what the system uses; empty for what the system uses. */
  readonly deviceId?: string | undefined;
  /** The side that the camera looks at, where there is no `deviceId`. Another side than was asked for before opens that camera. */
  readonly facingMode?: 'user' | 'environment' | undefined;
  /** The width to aim at, in pixels. 1280 where left out. */
  readonly width?: number | undefined;
  /** The height to aim at, in pixels. 720 where left out. */
  readonly height?: number | undefined;
  /** The frame rate to aim at, in frames per second. */
  readonly frameRate?: number | undefined;
  /** Ends a prompt: the promise then rejects `aborted`. */
  readonly signal?: AbortSignal | undefined;
}

/** The way to share a screen. */
export interface ScreenOptions {
  /** Tells whether to ask for its sound too. A wish: `screenAudio.state` tells what came of it. */
  readonly audio?: boolean | undefined;
  /** The fate of the camera meanwhile: `keep` it, or `suspend` it and bring it back as it was. */
  readonly camera?: 'keep' | 'suspend' | undefined;
  /** The frame rate to aim at, in frames per second. */
  readonly frameRate?: number | undefined;
  /** The kind of surface that the picker should show first. Browsers take it for a hint, or do not know it. */
  readonly displaySurface?: 'monitor' | 'window' | 'browser' | undefined;
  /** Tells whether the picker may offer the sound of the whole system with a screen. As the browser does where left out or not known. */
  readonly systemAudio?: 'include' | 'exclude' | undefined;
  /** The sound that comes with a window: its own, the system's, or none. */
  readonly windowAudio?: 'exclude' | 'window' | 'system' | undefined;
  /**
   * Keeps what this page plays, which is the others' voices, out of the sound that is shared. On where left out; a browser that does
   * not know it shares it: there `systemAudio: 'exclude'` is the safe choice.
   */
  readonly restrictOwnAudio?: boolean | undefined;
  /** Silences a shared tab for the person who shares it. */
  readonly suppressLocalAudioPlayback?: boolean | undefined;
  /** Tells whether this very tab may be picked. */
  readonly selfBrowserSurface?: 'include' | 'exclude' | undefined;
  /** Tells whether the browser may offer to share another tab instead while sharing. */
  readonly surfaceSwitching?: 'include' | 'exclude' | undefined;
  /** Tells whether whole screens may be picked. */
  readonly monitorTypeSurfaces?: 'include' | 'exclude' | undefined;
  /** The quality that the encoder should favour: `detail` for slides, `motion` for films. */
  readonly contentHint?: 'detail' | 'motion' | 'text' | undefined;
  /** Ends the picker: the promise then rejects `aborted`. */
  readonly signal?: AbortSignal | undefined;
}

/** The way to mute. */
export interface MuteOptions {
  /**
   * Tells whether and when to let go of the device: `true` at once (a camera's default: its light goes out), `false` never (a
   * microphone's default), or after so many milliseconds.
   */
  readonly release?: boolean | { readonly afterMs: number } | undefined;
}

/** A local source with a device that can be chosen. */
export interface LocalDeviceSource<Options> extends LocalSource {
  /**
   * Opens the device and, once joined, publishes it. Intent is sticky: it may be called before `join`. Enables of several
   * sources made in one task become one permission prompt. Rejects `permission-denied`, `device-not-found`,
   * `device-in-use`, `overconstrained`, `capture-aborted`, `insecure-context`, `not-supported`, `aborted`,
   * `publish-failed` (`state.publication` keeps the reason; core tries again after a reconnect). Idempotent.
   */
  enable(options?: Options): Promise<void>;
  /**
   * Changes the device and keeps mute; while muted and released it is only remembered. On failure the old one stays. `undefined` goes
   * back to what the system uses, and follows it; so does an empty id, which is what devices have before they may be used.
   */
  setDevice(deviceId: string | undefined): Promise<void>;
  /**
   * Puts a processor (blur, noise removal) between the device and everybody else, or with `undefined` takes it away. While
   * nothing is open it is remembered. Rejects when it cannot start (`timeout` after 30 s); what was sent before is sent on
   * then. A processor that is set is never left out: when it fails later the source is `failed` and sends nothing.
   */
  setProcessor(processor: MediaProcessor | undefined): Promise<void>;
}

/** The local microphone. */
export type LocalMicrophone = LocalDeviceSource<MicrophoneOptions>;

/** The local camera. */
export interface LocalCamera extends LocalDeviceSource<CameraOptions> {
  /** Shows the preview in an element, muted, from now until the returned function is called. Also before the first enable. */
  attach(element: VideoView): Detach;
}

/** The local screen share. */
export interface LocalScreen extends LocalSource {
  /**
   * Opens the browser's picker and, once joined, publishes what was picked. Call it in a user gesture. Rejects
   * `screen-share-cancelled` when the person cancels (nothing else changes), otherwise as a device does.
   */
  enable(options?: ScreenOptions): Promise<void>;
  /** Shows the share in an element, muted. */
  attach(element: VideoView): Detach;
}
