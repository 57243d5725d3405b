import type { LocalPublication } from '@jackfield/core/adapter';
import { resolveQuality } from '@jackfield/core/adapter-kit';

/** The layers of a camera, as the server's room counts them: 0 is the smallest. */
const layers = [
  { rid: 'h', scale: 1, share: 1 },
  { rid: 'm', scale: 2, share: 0.35 },
  { rid: 'l', scale: 4, share: 0.12 },
] as const;

/** How a source is encoded: a camera in three sizes, so that everybody gets what they show; the rest once. */
export function encodingsFor(
  publication: Pick<LocalPublication, 'source' | 'track' | 'quality'>,
): RTCRtpEncodingParameters[] {
  const { maxBitrate, maxFramerate } = resolveQuality(publication);
  const rate = maxFramerate === undefined ? {} : { maxFramerate };
  if (publication.source !== 'camera') return [{ maxBitrate, ...rate }];
  return layers.map(({ rid, scale, share }) => ({
    rid,
    scaleResolutionDownBy: scale,
    maxBitrate: Math.round(maxBitrate * share),
    ...rate,
  }));
}

/** The layer for the largest size in which a picture is shown; of a camera that has 720 lines. */
export function layerFor(size: { readonly height: number } | undefined): 0 | 1 | 2 {
  if (!size) return 2;
  // A quarter more than a layer has is not worth four times as many bits.
  if (size.height <= 225) return 0;
  return size.height <= 450 ? 1 : 2;
}
