import type { Picture } from './frame-reader.ts';

/** The size of what the background is made from: nothing that was written in it can be read. Pixels. */
const coarse = { width: 48, height: 27 };

/** Makes the function that paints a picture: sharp where the mask is opaque, blurred everywhere else. It keeps its canvases. */
export function createPainter(): (
  picture: Picture,
  size: { readonly width: number; readonly height: number },
  mask: CanvasImageSource,
) => OffscreenCanvas {
  const whole = new OffscreenCanvas(1, 1);
  const background = new OffscreenCanvas(coarse.width, coarse.height);
  const sharp = contextOf(whole);
  const blurred = contextOf(background);
  blurred.filter = 'blur(1px)';
  return (picture, { width, height }, mask) => {
    if (whole.width !== width) whole.width = width;
    if (whole.height !== height) whole.height = height;
    blurred.drawImage(picture, 0, 0, coarse.width, coarse.height);
    sharp.imageSmoothingQuality = 'high';
    sharp.globalCompositeOperation = 'copy';
    sharp.drawImage(mask, 0, 0, width, height);
    sharp.globalCompositeOperation = 'source-in';
    sharp.drawImage(picture, 0, 0, width, height);
    sharp.globalCompositeOperation = 'destination-over';
    sharp.drawImage(background, 0, 0, width, height);
    return whole;
  };
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser draws nothing in a worker.');
  return context;
}
