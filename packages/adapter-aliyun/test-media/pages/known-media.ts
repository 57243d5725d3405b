import { devices } from './take-devices.ts';
import { paint, sing, testAudio, type MadeTrack, type MediaPage } from '@jackfield/contract/browser';

const { setInterval: start, clearInterval: end } = window;

/** The page's media before anything is counted. */
const media: MediaPage = {
  document,
  AudioContext,
  OscillatorNode,
  GainNode,
  MediaStreamAudioDestinationNode,
  setInterval: start.bind(window),
  clearInterval: end.bind(window),
};

/** How often somebody other than core asked for a device after the page was set up. Always 0 where all is well. */
export const deviceCalls: { count: number } = { count: 0 };

/** What this page's devices show and sound like. Set before the first source is enabled. */
export const content: { hue: number; screenHue: number; tone: number } = { hue: 0, screenHue: 60, tone: 440 };

const painting = { width: 640, height: 360, framesPerSecond: 15 };

/** A picture as a camera of this page gives it. */
export function paintHue(hue: number): MadeTrack {
  return paint(media, { hue, painting });
}

/** A tone as a microphone of this page gives it. */
export function singTone(tone: number): MadeTrack {
  return sing(media, { tone });
}

/** Lets the page's tones sound. */
export async function wakeAudio(): Promise<void> {
  await testAudio(media).resume();
}

devices.getUserMedia = (wanted = {}) =>
  Promise.resolve(
    new MediaStream([
      ...(wanted.audio ? [singTone(content.tone).track] : []),
      ...(wanted.video ? [paintHue(content.hue).track] : []),
    ]),
  );
/** The picker of this page: what the person does next, and what is shared now. */
export const picker: { cancels: boolean; shared: MediaStreamTrack | undefined } = {
  cancels: false,
  shared: undefined,
};

devices.getDisplayMedia = () => {
  if (picker.cancels)
    return Promise.reject(new DOMException('The person cancelled the picker.', 'NotAllowedError'));
  const { track } = paintHue(content.screenHue);
  picker.shared = track;
  return Promise.resolve(new MediaStream([track]));
};

/** Ends the share as the browser's bar does: unlike `stop()` that is told to listeners. */
export function stopFromBrowser(): void {
  picker.shared?.stop();
  picker.shared?.dispatchEvent(new Event('ended'));
}

/** Repeating timers that somebody started and nobody stopped. */
export const intervals: Set<number> = new Set();
window.setInterval = ((...given: Parameters<typeof start>) => {
  const handle = start.apply(window, given);
  intervals.add(Number(handle));
  return handle;
}) as typeof window.setInterval;
window.clearInterval = (handle) => {
  intervals.delete(Number(handle));
  end.call(window, handle);
};

/** Called once core has its references: whoever asks for a device from now on is the SDK. */
export function refuseDevices(): void {
  const refuse = (): Promise<never> => {
    deviceCalls.count += 1;
    return Promise.reject(new DOMException('Nobody but core opens devices here.', 'NotAllowedError'));
  };
  navigator.mediaDevices.getUserMedia = refuse;
  navigator.mediaDevices.getDisplayMedia = refuse;
}

/** Connections that are not closed. */
export const openConnections: Set<RTCPeerConnection> = new Set();

/** What every connection has sent of sound so far, in the unit of the statistics: the energy of the sender's source. */
export class CountedPeerConnection extends RTCPeerConnection {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    openConnections.add(this);
  }

  override close(): void {
    super.close();
    openConnections.delete(this);
  }
}
