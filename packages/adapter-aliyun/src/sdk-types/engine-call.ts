import type { AliRtcEngineEvents } from './events.ts';
import type { AliRtcAuthInfo, AliRtcChannelProfile, AliRtcClientRole, AliRtcSupport } from './options.ts';

type Listener<Payload> = (payload: Payload) => void;

/** Joining, leaving, roles, events. */
export interface AliRtcCallApi {
  /** Opens the microphone and, unless it is switched off, the camera. Also puts the constructor's options back to those given here. Never call it twice at a time. */
  isSupport(options?: object): Promise<AliRtcSupport>;
  /** Whether the browser can share a screen. */
  isSupportScreenShare(): boolean;
  /** `1.16.0`. */
  getVersion(): string;
  /** No effect worth the name. */
  setLogLevel(level: number): void;
  /** See `setLogLevel`. */
  getLogLevel(): number;
  /** Before joining; false afterwards or for another value. */
  setChannelProfile(profile: AliRtcChannelProfile): boolean;
  /** Before joining it resolves. Afterwards it may reject with nothing at all, or never settle: stop publishing first, and bound it. */
  setClientRole(role: AliRtcClientRole, autoPublish?: boolean): Promise<void>;
  /** Before joining; afterwards false. Then a `publish` that changes a flag rejects 10120, even one for sound alone. */
  setAudioOnlyMode(audioOnly: boolean): boolean | undefined;
  /** Never settles where the polled answer is lost. Not guarded against a second call. */
  joinChannel(auth: AliRtcAuthInfo, displayName?: string): Promise<void>;
  /** Resolves at once while a join is under way, and does nothing; never settles once signalling is dead. */
  leaveChannel(): Promise<void>;
  /** Throws a TypeError before the first join; afterwards blocks the page for a second. Closes nothing. */
  dispose(): void;
  /** Listens; a second listener for a name replaces the first. */
  on<Name extends keyof AliRtcEngineEvents>(
    name: Name,
    listener: Listener<AliRtcEngineEvents[Name]>,
    context?: object,
  ): void;
  /** Takes the same function and the same context. */
  off<Name extends keyof AliRtcEngineEvents>(
    name: Name,
    listener: Listener<AliRtcEngineEvents[Name]>,
    context?: object,
  ): void;
  /** The dispatcher below `on`: whether anybody listens to a name. */
  has(name: string): boolean;
  /** Whether this listener does. */
  hasEventListener(name: string, listener: Listener<unknown>, context?: object): boolean;
  /** What `on` calls. */
  addEventListener(name: string, listener: Listener<unknown>, context?: object): void;
  /** What makes a second listener replace the first. */
  replaceEventListener(name: string, listener: Listener<unknown>, context?: object): void;
  /** What `off` calls. */
  removeEventListener(name: string, listener: Listener<unknown>, context?: object): void;
  /** Calls the listener of a name. */
  dispatchEvent(name: string, payload?: unknown): void;
}
