/** The smallest layer, 16 to 9, that fills a size; a tile that grows by a few pixels wants no other one. */
export function layerSize(size: Size | undefined): Size | undefined {
  if (!size || size.width <= 0 || size.height <= 0) return undefined;
  const widthOf = (height: number): number => Math.round((height * 16) / 9);
  const height = heights.find((each) => each >= size.height && widthOf(each) >= size.width);
  return height === undefined ? size : { width: widthOf(height), height };
}

/** The heights, in pixels, that senders and servers have layers of, or near enough. */
const heights = [90, 180, 360, 540, 720, 1080, 1440, 2160];

/** A size in pixels. */
interface Size {
  readonly width: number;
  readonly height: number;
}
