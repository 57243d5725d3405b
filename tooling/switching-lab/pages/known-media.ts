import { devices } from './take-devices.ts';
import { openCamera } from './open-camera.ts';
import { sing, testAudio, type MediaPage, type Painting } from '@jackfield/contract/browser';

const { setInterval: start, clearInterval: end } = window;

/** The page's media before any SDK is loaded. */
const media: MediaPage = {
  document,
  AudioContext,
  OscillatorNode,
  GainNode,
  MediaStreamAudioDestinationNode,
  setInterval: start.bind(window),
  clearInterval: end.bind(window),
};

/** What this page's devices show and sound like. Set before the first source is enabled. */
export const content: { hue: number; screenHue: number; tone: number; painting: Painting } = {
  hue: 0,
  screenHue: 60,
  tone: 440,
  painting: { width: 640, height: 360, framesPerSecond: 30 },
};

/** Lets the page's tones sound. */
export async function wakeAudio(): Promise<void> {
  await testAudio(media).resume();
}

devices.getUserMedia = (wanted = {}) =>
  Promise.resolve(
    new MediaStream([
      ...(wanted.audio ? [sing(media, { tone: content.tone }).track] : []),
      ...(wanted.video ? [openCamera(content)] : []),
    ]),
  );
devices.getDisplayMedia = () =>
  Promise.resolve(
    new MediaStream([
      openCamera({ hue: content.screenHue, painting: content.painting }),
      sing(media, { tone: content.tone * 2 }).track,
    ]),
  );
