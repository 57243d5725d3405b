import type { Content } from '../scripted/far-content.ts';
import { Ear, Eye } from './observe-track.ts';
import { pause } from './pause.ts';

/** The most looks, and the time between two looks, milliseconds. */
const looks = 60;
const stepMs = 50;
/** Colours and tones that are no further apart are the same, degrees and hertz. */
const sameHue = 15;
const sameTone = 40;
/** The quietest that counts as something. */
const audible = 0.005;

/** Looks and listens until a track shows the content, or for some seconds. */
export async function showsContent(track: MediaStreamTrack, content: Content): Promise<boolean> {
  const sense = 'hue' in content ? new Eye(track) : new Ear(track);
  try {
    for (let look = 0; look < looks; look += 1) {
      await pause(stepMs);
      if (isIt(sense, content)) return true;
    }
    return false;
  } finally {
    sense.stop();
  }
}

function isIt(sense: Eye | Ear, content: Content): boolean {
  if (sense instanceof Eye) {
    const hue = sense.hue();
    if (hue === undefined || !('hue' in content)) return false;
    const apart = Math.abs(hue - content.hue) % 360;
    return Math.min(apart, 360 - apart) <= sameHue;
  }
  const { level, tone } = sense.hear();
  return level > audible && 'tone' in content && Math.abs(tone - content.tone) <= sameTone;
}
