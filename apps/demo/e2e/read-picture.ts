import type { Locator } from '@playwright/test';
import { identities } from './identities.ts';

/** What a picture shows. */
export interface Picture {
  /** Whose it is, by its colour; `nobody` where it is too far from everyone's, `none` without a frame. */
  readonly of: string;
  /** The number of its frame. */
  readonly code: number;
}

interface Pixels {
  readonly center: readonly number[];
  readonly code: number;
}

/** Decodes what a video element shows at this moment, as its viewer gets it. */
export async function readPicture(video: Locator): Promise<Picture> {
  const pixels = await video.evaluate((element): Pixels | undefined => {
    if (!(element instanceof HTMLVideoElement) || element.videoWidth === 0) return undefined;
    const canvas = new OffscreenCanvas(320, 180);
    const context = canvas.getContext('2d');
    if (!context) return undefined;
    context.drawImage(element, 0, 0, 320, 180);
    const at = (x: number, y: number): number[] => [...context.getImageData(x, y, 1, 1).data.slice(0, 3)];
    let code = 0;
    for (let bit = 0; bit < 16; bit += 1) {
      const [red = 0, green = 0, blue = 0] = at(bit * 20 + 10, 160);
      if (red + green + blue > 384) code |= 1 << bit;
    }
    return { center: at(160, 70), code };
  });
  if (!pixels) return { of: 'none', code: 0 };
  return { of: nearest(pixels.center), code: pixels.code };
}

function nearest(color: readonly number[]): string {
  const distance = (other: readonly number[]): number =>
    Math.hypot(...other.map((value, index) => value - (color[index] ?? 0)));
  const [best] = identities
    .map((identity) => ({ name: identity.name, far: distance(identity.color) }))
    .sort((left, right) => left.far - right.far);
  return best && best.far < 60 ? best.name : 'nobody';
}
