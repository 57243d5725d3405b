import { drawNumber } from './frame-number.ts';
import { paintPlate } from './paint-plate.ts';
import type { TestPicture } from './kinds.ts';

/** Paints frames of a test picture: the same number gives the same frame, in any page. */
export interface Painter {
  readonly pen: OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;
  paint(frame: number): void;
  /** The brightness of what was painted last. */
  luma(): Uint8ClampedArray;
}

/** Makes one, which paints on a canvas of the picture's size. */
export function createPainter(
  picture: TestPicture,
  canvas: OffscreenCanvas | HTMLCanvasElement = new OffscreenCanvas(picture.width, picture.height),
): Painter {
  const { width, height, kind } = picture;
  const pen = penOf(canvas);
  const plates = (kind === 'film' ? [1, 2, 3] : [1]).map((seed) => paintPlate(picture, seed));
  const face = paintPlate({ ...picture, kind: 'camera', width: height / 3, height: height / 3 }, 9);
  return {
    pen,
    paint(frame) {
      const plate = plates[Math.floor(frame / framesOfScene) % plates.length];
      if (plate) pen.drawImage(plate, ...offset(picture, frame));
      if (kind !== 'text') {
        const swing = Math.sin((frame / 60) * 2 * Math.PI);
        pen.drawImage(face, Math.round(width / 3 + (width / 12) * swing), Math.round(height / 4));
      }
      drawNumber(pen, frame);
    },
    luma: () => lumaOf(pen.getImageData(0, 0, width, height)),
  };
}

function penOf(canvas: OffscreenCanvas | HTMLCanvasElement): Painter['pen'] {
  const pen = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (!pen || !('drawImage' in pen)) throw new TypeError('The browser has no canvas.');
  return pen;
}

/** The brightness of pixels. */
export function lumaOf({ data }: ImageData): Uint8ClampedArray {
  const luma = new Uint8ClampedArray(data.length / 4);
  for (let from = 0, to = 0; from < data.length; from += 4, to += 1)
    luma[to] = ((data[from] ?? 0) * 77 + (data[from + 1] ?? 0) * 150 + (data[from + 2] ?? 0) * 29) >> 8;
  return luma;
}

/** A cut of a film comes after so many frames. */
const framesOfScene = 90;

function offset({ kind, width, height }: TestPicture, frame: number): [number, number] {
  // A page of text is scrolled by a few lines every two seconds.
  if (kind === 'text') return [0, -((Math.floor(frame / 60) * 54) % (height / 2))];
  if (kind === 'film') return [-((frame * 3) % (width / 2)), -((frame % framesOfScene) * height) / 400];
  // A camera in a hand.
  return [
    Math.round(-width / 16 + 6 * Math.sin(frame / 17)),
    Math.round(-height / 16 + 4 * Math.sin(frame / 11)),
  ];
}
