// A worker of its own: finding the people takes about half of a frame's time, and a page has other things to do.
import type { BlurAnswer, BlurRequest } from './blur-messages.ts';
import { sizeOf } from './frame-writer.ts';
import { openSegmenter, type FindPeople } from './open-segmenter.ts';
import { createPainter } from './paint-blurred.ts';

const answer = (message: BlurAnswer, transfer: Transferable[] = []): void => {
  self.postMessage(message, { transfer });
};

const fail = (cause: unknown): void => {
  answer({ kind: 'failed', message: String(cause) });
};

const paint = createPainter();

async function blur(find: FindPeople, { picture }: BlurRequest): Promise<void> {
  const begun = performance.now();
  const size = sizeOf(picture);
  const mask = await find(picture);
  const canvas = paint(picture, size, mask);
  mask.close();
  const blurred =
    'timestamp' in picture
      ? new VideoFrame(canvas, { timestamp: picture.timestamp })
      : canvas.transferToImageBitmap();
  picture.close();
  answer({ kind: 'blurred', picture: blurred, costMs: performance.now() - begun }, [blurred]);
}

openSegmenter().then((find) => {
  self.addEventListener('message', ({ data }: MessageEvent<BlurRequest>) => {
    blur(find, data).catch(fail);
  });
  answer({ kind: 'ready' });
}, fail);
