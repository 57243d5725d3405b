import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { browserMedia, pitchOf } from '../src/index.ts';

/** Lets audio contexts run: a page that captures may make sound. */
async function allowSound(): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  onTestFinished(() => {
    for (const track of stream.getTracks()) track.stop();
  });
}

/** The pixels of the next frame of a track. */
async function nextFrame(video: HTMLVideoElement): Promise<Uint8ClampedArray> {
  await new Promise<void>((resolve) => {
    video.requestVideoFrameCallback(() => {
      resolve();
    });
  });
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  const context = canvas.getContext('2d');
  if (!context) throw new TypeError('This browser cannot draw on a canvas.');
  context.drawImage(video, 0, 0);
  return context.getImageData(0, 0, canvas.width, canvas.height).data;
}

function differs(one: Uint8ClampedArray, other: Uint8ClampedArray): boolean {
  return one.some((value, index) => Math.abs(value - (other[index] ?? 0)) > 64);
}

async function play(track: MediaStreamTrack): Promise<HTMLVideoElement> {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  onTestFinished(() => {
    video.srcObject = null;
    track.stop();
  });
  await video.play();
  return video;
}

/** The strongest frequency of a track, in hertz, once it sounds. */
async function pitchHeard(track: MediaStreamTrack): Promise<number> {
  const context = new AudioContext();
  onTestFinished(() => context.close());
  const analyser = new AnalyserNode(context, { fftSize: 32_768, smoothingTimeConstant: 0 });
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const bins = new Float32Array(analyser.frequencyBinCount);
  let strongest = -Infinity;
  // Silence is minus infinity; a window that is not yet full is weaker.
  while (strongest < -30) {
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
    analyser.getFloatFrequencyData(bins);
    strongest = Math.max(...bins);
  }
  return (bins.indexOf(strongest) * context.sampleRate) / analyser.fftSize;
}

describe('what scripted participants send in a browser', { timeout: 30_000 }, () => {
  it('is a picture that says whose it is and runs, until it is stopped', async () => {
    const media = browserMedia({ framesPerSecond: 20 });
    const zoe = await play(media.createTrack('camera', 'zoe'));
    const yan = await play(media.createTrack('camera', 'yan'));
    const first = await nextFrame(zoe);
    expect([zoe.videoWidth, zoe.videoHeight]).toEqual([640, 360]);
    let later = await nextFrame(zoe);
    // A frame may come twice; the running number does not stand still.
    while (!differs(first, later)) later = await nextFrame(zoe);
    const other = await nextFrame(yan);
    expect([...other.slice(0, 3)]).not.toEqual([...first.slice(0, 3)]);
  });

  it('is a tone of a pitch of its own, alone and in a mix', async () => {
    await allowSound();
    const media = browserMedia();
    const tracks = ['zoe', 'yan'].map((label) => media.createTrack('microphone', label));
    const mix = media.createMix?.();
    onTestFinished(() => {
      for (const track of tracks) track.stop();
      mix?.stop();
    });
    const [zoe, yan] = tracks;
    if (!zoe || !yan || !mix) throw new TypeError('The media of a browser make tones and a mix.');
    expect(Math.abs((await pitchHeard(zoe)) - pitchOf('zoe'))).toBeLessThan(3);
    mix.set([yan]);
    expect(Math.abs((await pitchHeard(mix.track)) - pitchOf('yan'))).toBeLessThan(3);
    mix.stop();
    expect([mix.track.readyState, yan.readyState]).toEqual(['ended', 'live']);
  });

  it('takes one audio context, however many sound, and closes it with the last', () => {
    const made: AudioContext[] = [];
    const Real = AudioContext;
    vi.stubGlobal(
      'AudioContext',
      class extends Real {
        constructor() {
          super();
          made.push(this);
        }
      },
    );
    onTestFinished(() => {
      vi.unstubAllGlobals();
    });
    const media = browserMedia();
    const tracks = ['zoe', 'yan', 'xia'].map((label) => media.createTrack('microphone', label));
    const mix = media.createMix?.();
    expect(made).toHaveLength(1);
    for (const track of tracks) track.stop();
    expect(made[0]?.state).not.toBe('closed');
    mix?.stop();
    media.createTrack('microphone', 'zoe').stop();
    expect(made).toHaveLength(2);
  });

  it('is played by the pretended SDK in an element of its own, louder, quieter, or not at all', async () => {
    await allowSound();
    const media = browserMedia();
    const track = media.createTrack('microphone', 'zoe');
    const output = media.play?.(track);
    if (!output) throw new TypeError('The media of a browser can be played.');
    await output.resume();
    output.setVolume(0.5);
    await expect(output.setSpeaker('no-such-speaker')).rejects.toMatchObject({ name: 'NotFoundError' });
    output.stop();
    track.stop();
    expect(track.readyState).toBe('ended');
  });
});
