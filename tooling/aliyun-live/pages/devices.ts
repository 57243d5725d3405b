import { paint, sing, type MadeTrack } from '@jackfield/contract/browser';

/** What this page's devices show and sound like: hues in degrees, the tone in hertz. Set before a device is opened. */
export const content: { hue: number; screenHue: number; tone: number } = { hue: 0, screenHue: 60, tone: 440 };

/** What was opened so far, by whoever asked. */
export const opened: { devices: number } = { devices: 0 };

const painting = { width: 640, height: 360, framesPerSecond: 15 };
let shared: MadeTrack | undefined;

navigator.mediaDevices.getUserMedia = (wanted = {}) => {
  opened.devices += 1;
  const tracks = [
    ...(wanted.audio ? [sing(window, { tone: content.tone }).track] : []),
    ...(wanted.video ? [paint(window, { hue: content.hue, painting }).track] : []),
  ];
  return Promise.resolve(new MediaStream(tracks));
};

navigator.mediaDevices.getDisplayMedia = () => {
  shared = paint(window, { hue: content.screenHue, painting });
  return Promise.resolve(new MediaStream([shared.track]));
};

/** Ends the share as the browser's bar does: unlike `stop()` that is told to listeners. */
export function stopFromBrowser(): void {
  const track = shared?.track;
  shared?.stop();
  track?.dispatchEvent(new Event('ended'));
}
