import { createPainter } from './create-painter.ts';
import type { TestPicture } from './kinds.ts';

/** A test picture as a camera or a screen of this page gives it. Ends with its track. */
export function showPicture(picture: TestPicture): MediaStreamTrack {
  const { width, height, framesPerSecond } = picture;
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const painter = createPainter(picture, canvas);
  const [track] = canvas.captureStream(framesPerSecond).getVideoTracks();
  if (!track) throw new TypeError('The browser gave no picture.');
  let frame = 0;
  const timer = setInterval(() => {
    painter.paint(frame++ % 2 ** 14);
  }, 1000 / framesPerSecond);
  stops.add(() => {
    clearInterval(timer);
    track.stop();
  });
  return track;
}

/** Ends all that this page shows. */
export function endPictures(): void {
  for (const stop of stops) stop();
  stops.clear();
}

const stops = new Set<() => void>();
