import { expect, test } from 'vitest';
import { call } from 'virtual:readme/call';
import { pretend } from 'virtual:readme/pretend';

/** Resolves with the next frame that an element shows. */
const frame = (video: HTMLVideoElement): Promise<void> =>
  new Promise((resolve) =>
    video.requestVideoFrameCallback(() => {
      resolve();
    }),
  );

test('the call of the README shows the own picture and that of the other one, and ends', async () => {
  const tiles = document.createElement('main');
  const preview = document.createElement('video');
  document.body.append(tiles, preview);

  const session = await call(pretend, tiles, preview);
  await frame(preview);
  expect(preview.videoWidth).toBeGreaterThan(0);
  await expect.poll(() => tiles.querySelector('video')).not.toBeNull();
  const tile = tiles.querySelector('video');
  if (!tile) throw new Error('There is no tile.');
  expect(tile.title).toBe('Zoe');
  await frame(tile);
  expect(tile.videoWidth).toBeGreaterThan(0);
  expect(tile.muted).toBe(true);

  await session.leave();
  expect(session.state).toMatchObject({ status: 'ended', reason: 'left' });
  expect(tiles.children).toHaveLength(0);
  expect(preview.srcObject === null || session.snapshot.local.camera.track === undefined).toBe(true);
});
