import type { LocalPublication } from '../adapter/rtc-driver.ts';
import type { SourceKind } from '../model/source-kind.ts';
import type { Gate, GatedFamily } from './gate.ts';

/** An offer of a source to whoever sends it: read anew each time, never stored. */
export interface Offer {
  /** The open device; undefined: announced muted, its device released. */
  readonly media: OfferedMedia | undefined;
  /** Tells whether it is announced muted. */
  readonly muted: boolean;
  /** See {@link LocalPublication.contentHint}. */
  readonly contentHint: LocalPublication['contentHint'];
}

/** An open device as a leg sees it. */
export interface OfferedMedia {
  /** The track before the gate. Nobody sends it: a leg sends what it is handed. */
  readonly track: MediaStreamTrack;
  /** A new gated clone. It ends when the device is let go, or before, when the leg has no more use for it. */
  hand(): GatedFamily;
}

/** A source as legs see it. */
export interface OfferedSource {
  /** Returns what is to be published now; undefined: nothing. */
  offer(): Offer | undefined;
  /** The gate before everything that it offers. */
  readonly gate: Gate;
}

/** All that this side offers. */
export type Offers = Readonly<Record<SourceKind, OfferedSource>>;
