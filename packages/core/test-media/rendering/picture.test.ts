import { describe, expect, it } from 'vitest';
import type { RemoteSourceKey } from '../../src/model/remote-source-key.ts';
import { createEye, watchUntil } from './look.ts';
import { colourTrack, receive } from './peers.ts';
import { createMediaRig, type MediaRig } from './rig.ts';

const camera: RemoteSourceKey = { participantId: 'p1', source: 'camera' };

/** Two pictures that come over the network, the first one on screen. */
async function red(rig: MediaRig): Promise<{
  readonly view: HTMLVideoElement;
  readonly look: () => string;
  readonly blue: MediaStreamTrack | undefined;
  readonly detach: () => void;
}> {
  const { tracks } = await receive(() => [colourTrack('rgb(255,0,0)'), colourTrack('rgb(0,0,255)')]);
  const [first, blue] = tracks;
  const view = rig.view();
  const look = createEye(view);
  rig.media.setExpected(camera, true);
  const detach = rig.media.attach(camera, view);
  expect(look()).toBe('blank');
  rig.media.setTrack(camera, first);
  await watchUntil(look, (seen) => seen === 'red');
  // The other one arrives too, so that a swap finds a decoder at work and measures the element alone.
  const elsewhere = rig.view();
  const other: RemoteSourceKey = { participantId: 'p2', source: 'camera' };
  rig.media.attach(other, elsewhere);
  rig.media.setTrack(other, blue);
  await watchUntil(createEye(elsewhere), (seen) => seen === 'blue');
  return { view, look, blue, detach };
}

describe('a remote picture in a real element', { timeout: 30_000 }, () => {
  it('shows frames, and says so', async () => {
    const rig = createMediaRig();
    const { view } = await red(rig);
    await watchUntil(
      () => rig.told.renders.join(' '),
      (seen) => seen === 'waiting playing',
    );
    expect([view.paused, view.muted, view.videoWidth]).toEqual([false, true, 160]);
  });

  it('changes its track without a blank', async () => {
    const rig = createMediaRig();
    const { look, blue, view } = await red(rig);
    const before = view.srcObject;
    rig.media.setTrack(camera, blue);
    expect(await watchUntil(look, (seen) => seen === 'blue')).toEqual(['red', 'blue']);
    expect(view.srcObject).toBe(before);
  });

  it('would be blank between if the stream were set anew: the sampling above can see it', async () => {
    const rig = createMediaRig();
    const { look, blue, view } = await red(rig);
    if (blue) view.srcObject = new MediaStream([blue]);
    expect(await watchUntil(look, (seen) => seen === 'blue')).toContain('blank');
  });

  it('is blank at once after detach, and while it has no track', async () => {
    const rig = createMediaRig();
    const { look, blue, view, detach } = await red(rig);
    rig.media.setTrack(camera, undefined);
    expect(look()).toBe('blank');
    rig.media.setTrack(camera, blue);
    await watchUntil(look, (seen) => seen === 'blue');
    detach();
    expect([look(), view.srcObject, view.videoWidth]).toEqual(['blank', null, 0]);
  });

  it('is stalled when no frame ever comes, and plays with the first one', async () => {
    const rig = createMediaRig({ firstFrameMs: 200 });
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d');
    const [silent] = canvas.captureStream(0).getVideoTracks();
    rig.media.setExpected(camera, true);
    rig.media.setTrack(camera, silent);
    rig.media.attach(camera, rig.view());
    const render = (): string => rig.told.render;
    await watchUntil(render, (seen) => seen === 'stalled');
    context?.fillRect(0, 0, 10, 10);
    if (silent instanceof CanvasCaptureMediaStreamTrack) silent.requestFrame();
    await watchUntil(render, (seen) => seen === 'playing');
    expect(rig.told.renders).toEqual(['waiting', 'stalled', 'playing']);
  });

  it('is of interest while it is in sight, in device pixels', async () => {
    const rig = createMediaRig({ releaseMs: 50 });
    const view = rig.view();
    rig.media.attach(camera, view);
    const interest = (): string => JSON.stringify(rig.told.interest);
    const scale = devicePixelRatio;
    const size = { width: Math.round(320 * scale), height: Math.round(180 * scale) };
    await watchUntil(interest, (seen) => seen === JSON.stringify({ attached: 1, visible: true, size }));
    view.style.display = 'none';
    await watchUntil(interest, (seen) => seen === JSON.stringify({ attached: 1, visible: false }));
  });
});
