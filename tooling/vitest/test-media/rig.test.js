import { describe, expect, it, onTestFinished } from 'vitest';

// What every media test builds on. When one of these fails, the machine or the flags are at fault, not a package.
describe('the browser of media tests', () => {
  it('is a secure context with fake devices that answer at once', async () => {
    const stream = await camera();
    expect(isSecureContext).toBe(true);
    expect(stream.getVideoTracks()[0]?.readyState).toBe('live');
    expect(stream.getAudioTracks()[0]?.readyState).toBe('live');
  });

  it('hands over a screen without a picker', async () => {
    const stream = await navigator.mediaDevices.getDisplayMedia({ video: true });
    onTestFinished(() => stop(stream));
    expect(stream.getVideoTracks()[0]?.getSettings().displaySurface).toBe('monitor');
  });

  it('connects two peers over loopback and decodes frames', { timeout: 30_000 }, async () => {
    const [near, far] = peers();
    const stream = await camera();
    for (const track of stream.getTracks()) near.addTrack(track, stream);
    const received = new Promise((resolve) => {
      far.addEventListener('track', ({ track, streams }) => {
        if (track.kind === 'video') resolve(streams[0]);
      });
    });
    await negotiate(near, far);
    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = /** @type {MediaStream} */ (await received);
    const frame = new Promise((resolve) =>
      video.requestVideoFrameCallback((_now, metadata) => resolve(metadata.width)),
    );
    await video.play();
    expect(await frame).toBeGreaterThan(0);
  });
});

async function camera() {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
  onTestFinished(() => stop(stream));
  return stream;
}

/** @param {MediaStream} stream */
function stop(stream) {
  for (const track of stream.getTracks()) track.stop();
}

/** @returns {[RTCPeerConnection, RTCPeerConnection]} */
function peers() {
  const near = new RTCPeerConnection();
  const far = new RTCPeerConnection();
  onTestFinished(() => {
    near.close();
    far.close();
  });
  for (const [from, to] of [
    [near, far],
    [far, near],
  ]) {
    from?.addEventListener(
      'icecandidate',
      ({ candidate }) => void to?.addIceCandidate(candidate ?? undefined),
    );
  }
  return [near, far];
}

/** @param {RTCPeerConnection} near @param {RTCPeerConnection} far */
async function negotiate(near, far) {
  await near.setLocalDescription();
  await far.setRemoteDescription(/** @type {RTCSessionDescription} */ (near.localDescription));
  await far.setLocalDescription();
  await near.setRemoteDescription(/** @type {RTCSessionDescription} */ (far.localDescription));
}
