import type { StatsRow } from './stats-rows.ts';

/** What the numbers of a row mean to a person, the worst of it. */
export type Verdict = 'waiting' | 'lossy' | 'late' | 'jerky' | 'good';

/** Above this part sound breaks up in spite of all repair. */
const muchLost = 0.05;
/** From here on people begin to speak at the same time. Milliseconds. */
const longWay = 400;
/** Below this a picture is seen to jump. Frames per second. */
const fewFrames = 8;

/** Says what to make of the numbers. */
export function verdictOf({ bitrate, lossFraction, roundTripMs, framesPerSecond }: StatsRow): Verdict {
  if (bitrate === undefined && lossFraction === undefined && roundTripMs === undefined) return 'waiting';
  if ((lossFraction ?? 0) >= muchLost) return 'lossy';
  if ((roundTripMs ?? 0) >= longWay) return 'late';
  if (framesPerSecond !== undefined && framesPerSecond < fewFrames) return 'jerky';
  return 'good';
}
