import { createPainter, lumaOf } from './create-painter.ts';
import { readNumber } from './frame-number.ts';
import { stripHeight, type TestPicture } from './kinds.ts';
import { structuralSimilarity } from './structural-similarity.ts';

/** What was seen of a test picture. */
export interface SeenPicture {
  /** The median likeness to the frame that was shown, at its size; undefined where nothing could be read. */
  readonly likeness: number | undefined;
  /** How many frames it is the median of. */
  readonly compared: number;
}

/** Compares what an element shows with what was shown to the camera, four times a second. */
export async function measurePicture(
  view: HTMLVideoElement,
  { picture, forMs }: { readonly picture: TestPicture; readonly forMs: number },
): Promise<SeenPicture> {
  const painter = createPainter(picture);
  const { pen } = createPainter(picture);
  const compared: number[] = [];
  const rows = { width: picture.width, height: picture.height - stripHeight(picture) };
  for (const until = performance.now() + forMs; performance.now() < until;) {
    const bitmap = await createImageBitmap(view);
    pen.drawImage(bitmap, 0, 0, picture.width, picture.height);
    bitmap.close();
    const pixels = pen.getImageData(0, 0, picture.width, picture.height);
    const luma = lumaOf(pixels);
    const frame = readNumber(luma, picture);
    if (frame !== undefined) {
      painter.paint(frame);
      compared.push(structuralSimilarity(painter.luma(), luma, rows));
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  const sorted = compared.sort((one, other) => one - other);
  return { likeness: sorted[Math.floor(sorted.length / 2)], compared: sorted.length };
}
