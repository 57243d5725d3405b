import { expect, onTestFinished, test } from 'vitest';
import { createBrowserPlaceholder } from '../src/environment/browser-placeholder.ts';

/** Shows a track and gives a function that waits for its next frame. */
function watch(track: MediaStreamTrack): () => Promise<void> {
  const element = document.createElement('video');
  element.muted = true;
  element.srcObject = new MediaStream([track]);
  document.body.append(element);
  void element.play();
  onTestFinished(() => {
    element.remove();
  });
  return () =>
    new Promise((resolve) => {
      element.requestVideoFrameCallback(() => {
        resolve();
      });
    });
}

test('a black placeholder goes on giving frames, also where a vendor disables it', async () => {
  const { track, stop } = createBrowserPlaceholder('video');
  const frame = watch(track);
  await frame();
  await frame();
  track.enabled = false;
  await frame();
  await frame();
  stop();
  expect(track.readyState).toBe('ended');
});
