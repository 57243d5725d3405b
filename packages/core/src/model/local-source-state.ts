import type { RtcError } from '../errors/rtc-error.ts';
import type { SourceKind } from './source-kind.ts';

/** A local source: what the app asked for, and what is so. Plain immutable data. */
export interface LocalSourceState {
  /** Which source it is. */
  readonly source: SourceKind;
  /** Tells whether the app asked for it (`enable()` without `disable()` since). Kept over reconnects and rejoins. */
  readonly enabled: boolean;
  /** Tells whether nothing of it may be sent. */
  readonly muted: boolean;
  /** The side that muted it. A server's or a lost device's mute is the app's intent from then on; only the app unmutes. */
  readonly mutedBy: 'self' | 'server' | 'device-lost' | undefined;
  /** Where its device is. */
  readonly capture: CaptureStatus;
  /** Tells whether others can receive it. */
  readonly publication: PublicationStatus;
  /** The device in use or remembered, undefined for the default one. */
  readonly deviceId: string | undefined;
  /** The label of the device in use, where the browser tells. */
  readonly deviceLabel: string | undefined;
  /** The raw track for previews and meters; never the one that vendors get. Undefined while there is none. */
  readonly track: MediaStreamTrack | undefined;
}

/** Where a local source's device is, and if it is not there, why. */
export type CaptureStatus =
  | { readonly status: 'off' }
  /** A prompt may be open: only the person or an AbortSignal ends this. */
  | { readonly status: 'requesting' }
  | { readonly status: 'live' }
  /** Muted and its device let go: the light is out. */
  | { readonly status: 'released' }
  /** The system holds the device (a phone call, another app): the track is there and gives nothing. */
  | { readonly status: 'interrupted' }
  /** Not to be had; `enable()` or `unmute()` tries again. */
  | { readonly status: 'failed'; readonly reason: CaptureFailure; readonly error: RtcError };

/** Why a device is not to be had. */
export type CaptureFailure =
  | 'permission-denied'
  | 'device-not-found'
  | 'device-in-use'
  | 'overconstrained'
  | 'unplugged'
  | 'not-supported'
  | 'unknown';

/** Tells whether others can receive a local source. */
export type PublicationStatus =
  | { readonly status: 'unpublished' }
  | { readonly status: 'publishing' }
  | { readonly status: 'published' }
  /**
   * The transport is being repaired, or the browser lets no sound pass that is relayed or mixed before it is sent. Core publishes
   * again, and wakes it, by itself; an act of the person may be needed for the latter.
   */
  | { readonly status: 'interrupted' }
  | { readonly status: 'failed'; readonly error: RtcError };

/** The part of a {@link LocalSourceState} that capture owns; the rest belongs to the machine. */
export type CaptureState = Omit<LocalSourceState, 'publication'>;
