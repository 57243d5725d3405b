import type { ScreenOptions } from '../face/local-source.ts';

/**
 * The options of getDisplayMedia for a share, in its own words. What a browser does not know it ignores. The call's own sound is
 * kept out of what is shared unless the app wants it there: the others would hear themselves.
 */
export function displayMediaOptions({
  audio = false,
  frameRate,
  displaySurface,
  restrictOwnAudio = true,
  suppressLocalAudioPlayback,
  ...hints
}: PickRequest): DisplayMediaStreamOptions {
  const video: DisplayMediaConstraints = {
    ...(frameRate === undefined ? {} : { frameRate: { ideal: frameRate } }),
    ...(displaySurface === undefined ? {} : { displaySurface }),
  };
  const sound: DisplayMediaConstraints = {
    restrictOwnAudio,
    ...(suppressLocalAudioPlayback === undefined ? {} : { suppressLocalAudioPlayback }),
  };
  const known = Object.entries(hints).filter(([, hint]) => hint !== undefined);
  return {
    ...Object.fromEntries(known),
    video: Object.keys(video).length > 0 ? video : true,
    audio: audio && sound,
  };
}

/** The share that is asked for; `audio` tells whether to ask for sound too. */
export type PickRequest = Omit<ScreenOptions, 'signal' | 'camera' | 'contentHint'>;

/** The constraints of a share that TypeScript's own declarations do not have yet. */
interface DisplayMediaConstraints extends MediaTrackConstraints {
  readonly restrictOwnAudio?: boolean;
  readonly suppressLocalAudioPlayback?: boolean;
}
