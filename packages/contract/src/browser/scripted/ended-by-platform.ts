import type { RealmWindow } from '../realm-window.ts';

/** Ends tracks as the browser does when a device is gone: unlike `stop()` that is told to listeners. */
export function endedByPlatform({ Event }: RealmWindow, tracks: readonly MediaStreamTrack[]): void {
  for (const track of tracks) track.stop();
  for (const track of tracks) track.dispatchEvent(new Event('ended'));
}
