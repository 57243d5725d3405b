import type { LocalPublication } from '../adapter/rtc-driver.ts';
import type { SourceQuality } from '../model/quality.ts';

/** A wish for quality with nothing left open that an encoder needs. */
export interface ResolvedQuality extends SourceQuality {
  /** See {@link SourceQuality.maxBitrate}. */
  readonly maxBitrate: number;
}

/**
 * Fills what an app has not wished for: bits from the table of defaults, by the size of the picture that is sent, its rate and its kind,
 * or by what a sound is. One table for all vendors (docs/quality.md), in front of the vendor's own.
 */
export function resolveQuality({
  source,
  track,
  quality = {},
}: Pick<LocalPublication, 'source' | 'track' | 'quality'>): ResolvedQuality {
  return { ...quality, maxBitrate: quality.maxBitrate ?? bitrateOf(source, quality, track) };
}

function bitrateOf(
  source: LocalPublication['source'],
  { music, stereo, maxFramerate = Infinity, contentHint }: SourceQuality,
  track: MediaStreamTrack | null,
): number {
  if (source === 'microphone' || source === 'screen-audio')
    return (music ? 96_000 : 40_000) * (stereo ? 4 / 3 : 1);
  const { width = 1280, height = 720, frameRate = 30 } = track?.getSettings() ?? {};
  const [, camera, screen] = steps.find(([pixels]) => width * height <= pixels) ?? largest;
  const moves = source === 'camera' || contentHint === 'motion';
  // More than 30 frames a second are half as many bits again; a still screen needs few however often it is looked at.
  return (moves ? camera : screen) * (moves && Math.min(frameRate, maxFramerate) > 32 ? 1.5 : 1);
}

/** The most pixels, and bits per second for what moves and for what is read. */
type Step = readonly [pixels: number, moves: number, reads: number];

const largest: Step = [Infinity, 6_000_000, 5_000_000];

const steps: readonly Step[] = [
  [320 * 180, 250_000, 400_000],
  [640 * 360, 700_000, 800_000],
  [640 * 480, 900_000, 1_000_000],
  [960 * 540, 1_200_000, 1_200_000],
  [1280 * 720, 1_800_000, 1_800_000],
  [1920 * 1080, 3_500_000, 3_000_000],
];
