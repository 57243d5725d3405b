import type { LocalPublication } from '../adapter/rtc-driver.ts';
import type { RtcError } from '../errors/rtc-error.ts';
import type { LocalSourceState } from '../model/local-source-state.ts';
import type { SourceKind } from '../model/source-kind.ts';
import type { LocalCamera, LocalMicrophone, LocalScreen, LocalSource } from '../face/local-source.ts';
import type { ScreenShareEndReason } from '../face/session-events.ts';

/** The part of a {@link LocalSourceState} that capture owns; the rest belongs to the machine. */
export type CaptureState = Omit<LocalSourceState, 'publication'>;

/**
 * What capture asks of the machine. All promises settle in bounded time; they resolve at once while there is no call.
 * A rejection is an RtcError (`publish-failed`, `timeout`, `aborted`).
 */
export interface LocalMediaPort {
  /** The whole state of a source, as the app sees it. */
  stateOf(source: SourceKind): LocalSourceState;
  /** Capture's part changed. Called synchronously, with a new object each time. */
  changed(state: CaptureState): void;
  /** The set of sources to publish changed (one was added or taken away). Rejects when `source` could not be published. */
  syncPublications(source: SourceKind): Promise<void>;
  /** The track that a published source sends changed: the machine fetches it by `outgoing`. */
  replaceTrack(source: SourceKind): Promise<void>;
  /** The mute of a published source changed: the machine reads it by `outgoing`. */
  setMuted(source: SourceKind): Promise<void>;
  /** The own screen share ended. */
  screenShareEnded(reason: ScreenShareEndReason): void;

  /** A vendor's write against a closed gate was kept from the wire. For the counters. */
  contained(name: string): void;
  /** Something was repaired or could not be done, and nobody awaits it. */
  warn(error: RtcError): void;
}

/** The own sources of one session: devices, intent and gates. */
export interface LocalMedia {
  /** What the app calls. */
  readonly microphone: LocalMicrophone;
  /** See `microphone`. */
  readonly camera: LocalCamera;
  /** See `microphone`. */
  readonly screen: LocalScreen;
  /** See `microphone`. */
  readonly screenAudio: LocalSource;
  /** Capture's part of each source's state, now. */
  readonly states: Readonly<Record<SourceKind, CaptureState>>;
  /**
   * What a leg should publish now: enabled sources that have a track, or are muted. Each leg gets gated clones of its own,
   * and the same clone again until the raw track changes.
   */
  outgoing(leg: number): readonly LocalPublication[];
  /** A leg is over: its clones are stopped, nothing else changes. */
  endLeg(leg: number): void;
  /** The server muted a source: it becomes the user's intent. */
  mutedByServer(source: SourceKind): void;
  /** The server ended a publication: it becomes the user's intent. */
  unpublishedByServer(source: SourceKind): void;
  /** Lets go of all devices, and forgets intent. Idempotent. */
  release(): void;
  /** `release`, and refuses every later command with `invalid-state`. */
  dispose(): void;
}
