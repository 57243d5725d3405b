import { writeFileSync } from 'node:fs';
import { expect, type BrowserContext } from '@playwright/test';

/** What a picture in a document may weigh, bytes. */
const heaviest = 60_000;

/** Writes a picture as WebP, at most `width` pixels wide. */
export async function writeSmall(
  context: BrowserContext,
  { png, path, width }: { readonly png: Buffer; readonly path: string; readonly width: number },
): Promise<void> {
  // A page of its own: that of the app allows no pictures from outside.
  const page = await context.newPage();
  const webp = await page.evaluate(
    async ({ data, most }) => {
      const blob = new Blob([Uint8Array.from(atob(data), (character) => character.charCodeAt(0))]);
      const image = await createImageBitmap(blob);
      const scale = Math.min(1, most / image.width);
      const canvas = document.createElement('canvas');
      canvas.width = Math.round(image.width * scale);
      canvas.height = Math.round(image.height * scale);
      const context = canvas.getContext('2d');
      if (!context) throw new TypeError('No canvas.');
      context.imageSmoothingQuality = 'high';
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      return canvas.toDataURL('image/webp', 0.82).replace(/^data:image\/webp;base64,/, '');
    },
    { data: png.toString('base64'), most: width },
  );
  await page.close();
  const bytes = Buffer.from(webp, 'base64');
  expect(bytes.length, `bytes of ${path}`).toBeLessThan(heaviest);
  writeFileSync(path, bytes);
}
