import type { SourceKind } from '@jackfield/core/adapter';
import type { ViewSize } from './peer-payload.ts';

/** Bounds in bits per second that an app may set for each source; see `P2pOptions.maxBitrate`. */
export type BitrateLimits = Readonly<Record<SourceKind, number>>;

/** What goes to one peer where the app sets no bound. A mesh sends one copy for each peer, so these are modest. */
export const defaultBitrates: BitrateLimits = {
  microphone: 40_000,
  camera: 1_200_000,
  screen: 2_000_000,
  'screen-audio': 96_000,
};

/** What an encoding depends on. */
export interface EncodingWish {
  readonly source: SourceKind;
  /** The bound of the publication or of the options. */
  readonly maxBitrate: number;
  /** How large the picture is captured, where known. */
  readonly captured?: ViewSize | undefined;
  /** How large the peer shows it, where known. */
  readonly shown?: ViewSize | undefined;
}

/** How one peer's copy of a source is encoded. */
export interface Encoding {
  readonly maxBitrate: number;
  readonly scaleResolutionDownBy?: number | undefined;
}

/** Chooses an encoding for what a peer can see: never larger than it is shown, and the bitrate goes with the area. */
export function encodingFor(wish: EncodingWish): Encoding {
  const { source, maxBitrate, captured, shown } = wish;
  if (source === 'microphone' || source === 'screen-audio') return { maxBitrate };
  if (!captured || !shown || captured.width === 0 || captured.height === 0)
    return { maxBitrate, scaleResolutionDownBy: 1 };
  // A screen is read: scaling it by fractions blurs letters.
  if (source === 'screen') return { maxBitrate, scaleResolutionDownBy: 1 };
  // The picture covers its view at least in one direction, so the smaller ratio counts. Halves keep the encoder from
  // starting anew at every pixel of a resize.
  const ratio = Math.min(captured.width / shown.width, captured.height / shown.height);
  const scale = Math.max(1, Math.floor(ratio * 2) / 2);
  const floor = Math.min(maxBitrate, 100_000);
  return { maxBitrate: Math.max(floor, Math.round(maxBitrate / scale ** 1.5)), scaleResolutionDownBy: scale };
}
