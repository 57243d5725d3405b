import { describe, expect, it, onTestFinished } from 'vitest';
import { userEvent } from 'vitest/browser';
import { watchUntil } from './look.ts';
import { createMediaRig } from './rig.ts';
import { showPicture } from './show-picture.ts';

const next = (target: EventTarget, name: string): Promise<unknown> =>
  new Promise((resolve) => {
    target.addEventListener(name, resolve, { once: true });
  });

/** A picture that fills the screen, as only a person can have it. */
async function fillsScreen() {
  const rig = createMediaRig();
  const view = await showPicture(rig);
  const button = document.createElement('button');
  button.textContent = 'Fill the screen';
  button.onclick = () => void view.requestFullscreen();
  document.body.prepend(button);
  onTestFinished(() => {
    button.remove();
  });
  const filled = next(document, 'fullscreenchange');
  await userEvent.click(button);
  await filled;
  expect(document.fullscreenElement).toBe(view);
  return { rig, view };
}

// Chromium itself does not stop it. Where a browser does, the pause comes on either side of the event: it is made here.
describe('a picture that stops as full screen ends', { timeout: 30_000 }, () => {
  it.each(['before', 'after'] as const)('a moment %s that is told plays on', async (when) => {
    const { rig, view } = await fillsScreen();
    const paused = next(view, 'pause');
    const ended = next(document, 'fullscreenchange');
    if (when === 'before') {
      view.pause();
      await paused;
    }
    await document.exitFullscreen();
    await ended;
    if (when === 'after') {
      view.pause();
      await paused;
    }
    await watchUntil(
      () => String(view.paused),
      (seen) => seen === 'false',
    );
    await watchUntil(
      () => rig.told.render,
      (seen) => seen === 'playing',
    );
    expect(rig.told.playback.interrupted).toBe(false);
  });

  it('while the screen is filled is left, as anywhere', async () => {
    const { rig, view } = await fillsScreen();
    view.pause();
    await watchUntil(
      () => rig.told.render,
      (seen) => seen === 'interrupted',
    );
    expect(view.paused).toBe(true);
    await document.exitFullscreen();
  });
});
