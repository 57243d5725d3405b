import type { Locator } from '@playwright/test';

/** The sharpness of two parts of a picture: the mean difference between pixels side by side, 0…255. */
export interface Sharpness {
  /** The wall behind the person. */
  readonly wall: number;
  /** The eyes. */
  readonly face: number;
  /** Red and blue of the shirt. */
  readonly shirt: readonly [number, number];
}

/** Looks at the picture of somebody drawn as its viewer gets it; undefined without one. */
export async function readBlur(video: Locator): Promise<Sharpness | undefined> {
  return video.evaluate((element): Sharpness | undefined => {
    if (!(element instanceof HTMLVideoElement) || element.videoWidth === 0) return undefined;
    const context = new OffscreenCanvas(320, 180).getContext('2d');
    if (!context) return undefined;
    context.drawImage(element, 0, 0, 320, 180);
    const sharpness = (x: number, y: number, width: number, height: number): number => {
      const { data } = context.getImageData(x, y, width, height);
      let sum = 0;
      for (let row = 0; row < height; row += 1) {
        for (let column = 1; column < width; column += 1) {
          const at = (row * width + column) * 4;
          sum += Math.abs((data[at] ?? 0) - (data[at - 4] ?? 0));
        }
      }
      return sum / (height * (width - 1));
    };
    const [red = 0, , blue = 0] = context.getImageData(160, 165, 1, 1).data;
    return { wall: sharpness(10, 20, 70, 80), face: sharpness(140, 72, 40, 20), shirt: [red, blue] };
  });
}
