import { describe, expect, onTestFinished, test } from 'vitest';
import { createLoopback } from './loopback.ts';
import { watchUntil } from './rendering/look.ts';

async function preview() {
  const { local, keep } = createLoopback();
  const view = document.createElement('video');
  document.body.append(view);
  onTestFinished(() => {
    view.remove();
  });
  local.camera.attach(view);
  await local.camera.enable();
  const still = (): string => String(view.paused);
  await watchUntil(still, (seen) => seen === 'false');
  // Nobody watches before the code for that has come, and a turn later it does.
  await import('../src/elements/standstill.ts');
  await new Promise((resolve) => requestAnimationFrame(resolve));
  const frames = (): number => view.getVideoPlaybackQuality().totalVideoFrames;
  return { view, keep, still, frames };
}

describe('the own picture before a call', { timeout: 30_000 }, () => {
  test('that was out of the page for a while plays once it is back', async () => {
    const { view, keep, still, frames } = await preview();
    const paused = new Promise((resolve) => {
      view.addEventListener('pause', resolve, { once: true });
    });
    view.remove();
    await paused;
    const before = frames();
    document.body.append(view);
    await watchUntil(still, (seen) => seen === 'false');
    await expect.poll(frames, { timeout: 10_000 }).toBeGreaterThan(before);
    expect(keep.interrupted).toBe(false);
  });

  test('that something else pauses is told and left, and plays on resume', async () => {
    const { view, keep, still } = await preview();
    view.pause();
    await watchUntil(
      () => String(keep.interrupted),
      (seen) => seen === 'true',
    );
    expect(view.paused).toBe(true);
    await keep.resume();
    await watchUntil(still, (seen) => seen === 'false');
    expect(keep.interrupted).toBe(false);
  });
});
