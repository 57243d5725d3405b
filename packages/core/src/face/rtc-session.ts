import type { LocalSource, LocalCamera, LocalMicrophone, LocalScreen } from './local-source.ts';
import type { RtcViewer } from './rtc-viewer.ts';

/**
 * One person's place in calls: local sources, the others, and the life of the connection. Made by `createSession`; may join,
 * leave and join again. Every promise settles in bounded time (a permission prompt excepted) and means that the effect is
 * confirmed. Rejections are always an RtcError.
 *
 * @typeParam Native - the vendor's own object, for `native`.
 */
export interface RtcSession<Native = unknown> extends RtcViewer<Native> {
  /** The local microphone. */
  readonly microphone: LocalMicrophone;
  /** The local camera. */
  readonly camera: LocalCamera;
  /** The local screen share. */
  readonly screen: LocalScreen;
  /** The sound of the local screen share; enabled by `screen.enable({ audio: true })`. */
  readonly screenAudio: LocalSource;
  /**
   * Leaves. State changes at once, the promise resolves when the vendor has let go or the bound (3 s) has passed; never
   * rejects. During a join it makes that reject `aborted`. Without a call it resolves and nothing happens.
   */
  leave(options?: LeaveOptions): Promise<void>;
}

/** The part of a call that outlives it. */
export interface LeaveOptions {
  /** Tells whether local devices stay open for the next call. They are released where left out. */
  readonly keepCapture?: boolean | undefined;
}
