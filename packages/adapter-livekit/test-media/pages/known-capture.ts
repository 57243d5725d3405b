import { audio, paint, sing, type Content, type Painting } from './test-media-source.ts';

/**
 * Stands in for the devices of this page, before anything else takes hold of them: what is captured is a picture and a tone
 * that a receiver can tell from everybody else's.
 */
export const captured: { content: Content; painting: Painting; live: () => number } = {
  content: { hue: 0, tone: 440 },
  painting: { width: 640, height: 360, framesPerSecond: 15 },
  live: () => 0,
};

const tracks = new Set<MediaStreamTrack>();
captured.live = () => [...tracks].filter(({ readyState }) => readyState === 'live').length;

function give(made: { track: MediaStreamTrack; stop: () => void }): MediaStreamTrack {
  tracks.add(made.track);
  return made.track;
}

navigator.mediaDevices.getUserMedia = async (constraints = {}) => {
  await audio().resume();
  const { hue, tone } = captured.content;
  return new MediaStream([
    ...(constraints.audio ? [give(sing(tone))] : []),
    ...(constraints.video ? [give(paint(hue, captured.painting))] : []),
  ]);
};

navigator.mediaDevices.getDisplayMedia = async (constraints = {}) => {
  await audio().resume();
  const { hue, tone } = captured.content;
  return new MediaStream([
    give(paint((hue + 180) % 360, captured.painting)),
    ...(constraints.audio ? [give(sing(tone * 2))] : []),
  ]);
};
