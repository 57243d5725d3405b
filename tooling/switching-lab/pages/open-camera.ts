import type { Painting } from '@jackfield/contract/browser';
import type { CameraOrder } from './camera.ts';

/** Chromium's track of which a script writes the frames. */
declare const MediaStreamTrackGenerator: new (options: {
  readonly kind: 'video';
}) => MediaStreamTrack & { readonly writable: WritableStream<VideoFrame> };

/**
 * A moving picture in one colour, from a thread of its own: a camera does not stop while its page is busy, and what a page paints does.
 */
export function openCamera({
  hue,
  painting,
}: {
  readonly hue: number;
  readonly painting: Painting;
}): MediaStreamTrack {
  const track = new MediaStreamTrackGenerator({ kind: 'video' });
  const { writable } = track;
  const order: CameraOrder = { writable, hue, painting };
  new Worker('/camera.js', { type: 'module' }).postMessage(order, [writable]);
  return track;
}
