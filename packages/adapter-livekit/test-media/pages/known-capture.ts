import { devices } from './devices-in-hand.ts';
import { paint, sing, testAudio, type MadeTrack, type Painting } from '@jackfield/contract/browser';
import type { Content } from './content.ts';

/**
 * Stands in for the devices of this page: what is captured is a picture and a tone
 * that a receiver can tell from everybody else's.
 */
export const captured: { content: Content; painting: Painting; live: () => number } = {
  content: { hue: 0, tone: 440 },
  painting: { width: 640, height: 360, framesPerSecond: 15 },
  live: () => 0,
};

const tracks = new Set<MediaStreamTrack>();
captured.live = () => [...tracks].filter(({ readyState }) => readyState === 'live').length;

function give(made: MadeTrack): MediaStreamTrack {
  tracks.add(made.track);
  return made.track;
}

devices.getUserMedia = async (constraints = {}) => {
  await testAudio(window).resume();
  const { hue, tone } = captured.content;
  return new MediaStream([
    ...(constraints.audio ? [give(sing(window, { tone }))] : []),
    ...(constraints.video ? [give(paint(window, { hue, painting: captured.painting }))] : []),
  ]);
};

devices.getDisplayMedia = async (constraints = {}) => {
  await testAudio(window).resume();
  const { hue, tone } = captured.content;
  return new MediaStream([
    give(paint(window, { hue: (hue + 180) % 360, painting: captured.painting })),
    ...(constraints.audio ? [give(sing(window, { tone: tone * 2 }))] : []),
  ]);
};
