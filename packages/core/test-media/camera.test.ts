import { describe, expect, onTestFinished, test } from 'vitest';
import { createLoopback } from './loopback.ts';

function createVideo(): HTMLVideoElement {
  const video = document.createElement('video');
  document.body.append(video);
  onTestFinished(() => {
    video.remove();
  });
  return video;
}

/** The brightness of what an element shows, 0…255. */
function brightnessOf(video: HTMLVideoElement): number {
  const canvas = document.createElement('canvas');
  canvas.width = 32;
  canvas.height = 24;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('There is no canvas.');
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  let sum = 0;
  for (let index = 0; index < data.length; index += 4) {
    sum += Math.max(data[index] ?? 0, data[index + 1] ?? 0, data[index + 2] ?? 0);
  }
  return sum / (data.length / 4);
}

describe('the camera', { timeout: 60_000 }, () => {
  test('a muted camera that is kept open is black at the far end whatever is written', async () => {
    const { local, send, handed } = createLoopback();
    await local.camera.enable({ width: 320, height: 240 });
    const track = handed('camera');
    const wire = await send(track.clone());
    const far = createVideo();
    far.muted = true;
    far.srcObject = new MediaStream([wire.received]);
    await far.play();
    await expect
      .poll(() => brightnessOf(far), { timeout: 10_000, message: 'a bright picture' })
      .toBeGreaterThan(60);
    await local.camera.mute({ release: false });
    track.enabled = true;
    if (wire.sender.track) wire.sender.track.enabled = true;
    await expect
      .poll(() => brightnessOf(far), { timeout: 10_000, message: 'a black picture' })
      .toBeLessThan(20);
    await local.camera.unmute();
    await expect
      .poll(() => brightnessOf(far), { timeout: 10_000, message: 'a bright picture' })
      .toBeGreaterThan(60);
  });

  test('the preview shows, turns blank with the light, and shows again', async () => {
    const { local } = createLoopback();
    const video = createVideo();
    const detach = local.camera.attach(video);
    // A stream without a track would keep the page from being loaded.
    expect(video.srcObject).toBeNull();
    await local.camera.enable();
    const stream = video.srcObject;
    expect(stream).not.toBeNull();
    await expect
      .poll(() => brightnessOf(video), { timeout: 10_000, message: 'a picture' })
      .toBeGreaterThan(60);
    const { track } = local.camera.state;
    await local.camera.mute();
    expect(track?.readyState).toBe('ended');
    await expect.poll(() => brightnessOf(video), { timeout: 5000, message: 'no picture' }).toBeLessThan(20);
    await local.camera.unmute();
    await expect
      .poll(() => brightnessOf(video), { timeout: 10_000, message: 'a picture' })
      .toBeGreaterThan(60);
    expect(video.srcObject).toBe(stream);
    detach();
    expect(video.srcObject).toBeNull();
  });
});
