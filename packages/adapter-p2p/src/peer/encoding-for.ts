import type { SourceKind, SourceQuality } from '@jackfield/core/adapter';
import type { ViewSize } from './peer-payload.ts';

/** What an encoding depends on. */
export interface EncodingWish {
  readonly source: SourceKind;
  /** The bound of the publication, of the options, or of the table of defaults. */
  readonly maxBitrate: number;
  /** The app's wishes beside it. */
  readonly quality?: SourceQuality | undefined;
  /** How large the picture is captured, where known. */
  readonly captured?: ViewSize | undefined;
  /** How large the peer shows it, where known. */
  readonly shown?: ViewSize | undefined;
}

/** How one peer's copy of a source is encoded. */
export interface Encoding {
  readonly maxBitrate: number;
  readonly scaleResolutionDownBy?: number | undefined;
  readonly maxFramerate?: number | undefined;
  readonly degradationPreference?: SourceQuality['degradationPreference'];
}

/** Chooses an encoding for what a peer can see: never larger than it is shown, and the bitrate goes with the area. */
export function encodingFor(wish: EncodingWish): Encoding {
  const { source, maxBitrate, captured, shown, quality: { maxFramerate, degradationPreference } = {} } = wish;
  const rest = {
    ...(maxFramerate !== undefined && { maxFramerate }),
    ...(degradationPreference && { degradationPreference }),
  };
  if (source === 'microphone' || source === 'screen-audio') return { maxBitrate };
  if (!captured || !shown || captured.width === 0 || captured.height === 0)
    return { maxBitrate, scaleResolutionDownBy: 1, ...rest };
  // A screen is read: scaling it by fractions blurs letters.
  if (source === 'screen') return { maxBitrate, scaleResolutionDownBy: 1, ...rest };
  // The picture covers its view at least in one direction, so the smaller ratio counts. Halves keep the encoder from
  // starting anew at every pixel of a resize.
  const ratio = Math.min(captured.width / shown.width, captured.height / shown.height);
  const scale = Math.max(1, Math.floor(ratio * 2) / 2);
  const floor = Math.min(maxBitrate, 100_000);
  return {
    maxBitrate: Math.max(floor, Math.round(maxBitrate / scale ** 1.5)),
    scaleResolutionDownBy: scale,
    ...rest,
  };
}
