import { expect, it } from 'vitest';
import type { VideoView } from '../../src/environment/rtc-environment.ts';
import { onNextFrame } from '../../src/rendering/next-frame.ts';
import { createFakeClock } from '../../src/testing/fake-clock.ts';

it('finds a frame by the clock of the element, once it has a picture', async () => {
  const clock = createFakeClock();
  const element = { currentTime: 0, videoWidth: 0 };
  let frames = 0;
  onNextFrame(element as Partial<VideoView> as VideoView, clock, () => {
    frames += 1;
  });
  element.currentTime = 1;
  await clock.advance(1_000);
  expect(frames).toBe(0);
  element.videoWidth = 320;
  await clock.advance(1_000);
  expect([frames, clock.pending]).toEqual([1, 0]);
});

it('is undone before it comes', async () => {
  const clock = createFakeClock();
  const element = { currentTime: 0, videoWidth: 320 };
  let frames = 0;
  const undo = onNextFrame(element as Partial<VideoView> as VideoView, clock, () => {
    frames += 1;
  });
  await clock.advance(300);
  undo();
  element.currentTime = 1;
  await clock.advance(1_000);
  expect([frames, clock.pending]).toEqual([0, 0]);
});
