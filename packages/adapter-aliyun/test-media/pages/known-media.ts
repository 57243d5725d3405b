import { paint, sing } from './test-media-source.ts';

/** How often somebody other than core asked for a device after the page was set up. Always 0 where all is well. */
export const deviceCalls: { count: number } = { count: 0 };

/** What this page's devices show and sound like. Set before the first source is enabled. */
export const content: { hue: number; screenHue: number; tone: number } = { hue: 0, screenHue: 60, tone: 440 };

const size = { width: 640, height: 360, framesPerSecond: 15 };

// In place before core takes its references: core gets known media.
navigator.mediaDevices.getUserMedia = (wanted = {}) =>
  Promise.resolve(
    new MediaStream([
      ...(wanted.audio ? [sing(content.tone).track] : []),
      ...(wanted.video ? [paint(content.hue, size).track] : []),
    ]),
  );
/** The picker of this page: what the person does next, and what is shared now. */
export const picker: { cancels: boolean; shared: MediaStreamTrack | undefined } = {
  cancels: false,
  shared: undefined,
};

navigator.mediaDevices.getDisplayMedia = () => {
  if (picker.cancels)
    return Promise.reject(new DOMException('The person cancelled the picker.', 'NotAllowedError'));
  const { track } = paint(content.screenHue, size);
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
const { setInterval: start, clearInterval: end } = window;
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
