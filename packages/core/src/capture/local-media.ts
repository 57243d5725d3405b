import type { RtcError } from '../errors/rtc-error.ts';
import type { CaptureState, LocalSourceState } from '../model/local-source-state.ts';
import type { SourceKind } from '../model/source-kind.ts';
import type { Offers } from './offer.ts';
import type { LocalCamera, LocalMicrophone, LocalScreen, LocalSource } from '../face/local-source.ts';
import type { ScreenShareEndReason } from '../face/session-events.ts';

/**
 * The part of the session that capture needs. All promises settle in bounded time; they resolve at once while there is no call.
 * A rejection is an RtcError (`publish-failed`, `timeout`, `aborted`).
 */
export interface LocalMediaPort {
  /** The whole state of a source, as the app sees it. */
  stateOf(source: SourceKind): LocalSourceState;
  /** Capture's part changed. Called synchronously, with a new object each time. */
  changed(state: CaptureState): void;
  /**
   * Brings every leg in line with what a source offers now. Rejects with what a vendor refused;
   * that is tried again, but for a publication, which is the caller's to ask for anew (`anew`: also one that was refused before).
   */
  offerChanged(source: SourceKind, how?: { readonly anew: boolean }): Promise<void>;
  /** Why a source cannot be sent now; undefined if it can. */
  refusal(source: SourceKind): RtcError | undefined;
  /** Tells whether a camera can be sent beside a screen. */
  cameraBesideScreen(): boolean;
  /** The local screen share ended. */
  screenShareEnded(reason: ScreenShareEndReason): void;

  /** A vendor's write against a closed gate was kept from the wire. For the counters. */
  contained(name: string): void;
  /** Something was repaired or could not be done, and nobody awaits it. */
  warn(error: RtcError): void;
}

/** The local sources of one session: devices, intent and gates. */
export interface LocalMedia {
  /** The handle that the app calls. */
  readonly microphone: LocalMicrophone;
  /** See `microphone`. */
  readonly camera: LocalCamera;
  /** See `microphone`. */
  readonly screen: LocalScreen;
  /** See `microphone`. */
  readonly screenAudio: LocalSource;
  /** Capture's part of each source's state, now. */
  readonly states: Readonly<Record<SourceKind, CaptureState>>;
  /** Everything that legs are offered. */
  readonly offers: Offers;
  /** The server muted a source: it becomes the user's intent. */
  mutedByServer(source: SourceKind): void;
  /** The server ended a publication: it becomes the user's intent. */
  unpublishedByServer(source: SourceKind): void;
  /** Lets go of all devices, and forgets intent. Idempotent. */
  release(): void;
  /** `release`, and refuses every later command with `invalid-state`. */
  dispose(): void;
}
