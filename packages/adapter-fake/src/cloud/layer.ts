/** The encodings of a video that a vendor with simulcast sends, smallest first. */
export type SimulcastLayer = 'low' | 'medium' | 'high';

/** The smallest layer that fills a size in device pixels; the largest where nothing is known of the size. */
export function layerFor(
  size: { readonly width: number; readonly height: number } | undefined,
): SimulcastLayer {
  if (!size || size.width === 0) return 'high';
  if (size.width <= 320) return 'low';
  return size.width <= 640 ? 'medium' : 'high';
}
