/**
 * The frames a second of a picture that nobody bounded: what it is captured with, or 30. All layers are told: the SDK gives its lower ones 20,
 * and where the largest says nothing a browser holds it to what the others say (measured in Chromium: 20 of 30).
 */
export function framesOf(track: MediaStreamTrack | null): number {
  const { frameRate = 0 } = track?.getSettings() ?? {};
  return frameRate >= 1 ? Math.ceil(frameRate) : 30;
}
