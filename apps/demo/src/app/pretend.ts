import type { SourceKind } from '@jackfield/core';
import { fastClock } from './fast-clock.ts';
import { createPretendPicture } from './pretend-picture.ts';

// One chunk, for calls in which nobody is real.
export { defaultCrowd, readCrowd } from './crowd.ts';
export { addStillCrowd } from './pretend-crowd.ts';

/** The maker of tracks of people who are not there. */
interface PretendMedia {
  createTrack(source: SourceKind, label: string): MediaStreamTrack;
}

/** Makes the cloud of a pretend call: with pictures of the demo's own, and the sounds that are given. */
export function pretendOptions(
  speed: number,
  sounds: PretendMedia,
): {
  readonly clock: ReturnType<typeof fastClock>;
  readonly latencyMs: [number, number];
  readonly media: PretendMedia;
} {
  return {
    clock: fastClock(speed),
    latencyMs: [20, 80],
    media: {
      createTrack: (source, label) =>
        source === 'camera' || source === 'screen'
          ? createPretendPicture(source, label)
          : sounds.createTrack(source, label),
    },
  };
}
