import type { SourceKind } from '@jackfield/core/adapter';
import type { FarSideInit } from '../../rig/world.ts';
import { farContent } from './far-content.ts';
import type { MediaPage } from '../realm-window.ts';

/** A picture or a tone that can be told from every other one. */
export interface MadeTrack {
  /** The track. */
  readonly track: MediaStreamTrack;
  /** Draws nothing more, or draws again. Sound goes on. */
  setStill(still: boolean): void;
  /** Ends the track and what feeds it. */
  stop(): void;
}

/** How large and how often a picture is drawn. */
export interface Painting {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Frames a second. */
  readonly framesPerSecond: number;
}

/** What tests draw where they do not say: small, so that many fit on one machine. */
export const smallPainting: Painting = { width: 160, height: 120, framesPerSecond: 15 };

/** The camera of somebody who came as `isLarge`. */
export const largePainting: Painting = { width: 1280, height: 720, framesPerSecond: 10 };

/** Makes what a far side sends for a source: content of its own, and a large camera where it came with one. */
export function makeFarTrack(
  page: MediaPage,
  { userId, isLarge = false }: Pick<FarSideInit, 'userId' | 'isLarge'>,
  source: SourceKind,
): MadeTrack {
  const content = farContent(userId, source);
  if ('tone' in content) return sing(page, content);
  const painting = isLarge && source === 'camera' ? largePainting : smallPainting;
  const made = paint(page, { ...content, painting });
  // A machine that is short of time gives frames away, and not the size.
  if (isLarge) made.track.contentHint = 'detail';
  return made;
}

function first(tracks: readonly MediaStreamTrack[]): MediaStreamTrack {
  const [track] = tracks;
  if (!track) throw new TypeError('The browser gave no track.');
  return track;
}

/** A moving picture in one colour: a bar walks over it, so that every frame differs. `hue` in degrees. */
export function paint(
  page: MediaPage,
  { hue, painting = smallPainting }: { readonly hue: number; readonly painting?: Painting },
): MadeTrack {
  const canvas = page.document.createElement('canvas');
  canvas.width = painting.width;
  canvas.height = painting.height;
  const pen = canvas.getContext('2d');
  if (!pen) throw new TypeError('The browser has no canvas.');
  let frame = 0;
  let still = false;
  const draw = (): void => {
    if (still) return;
    pen.fillStyle = `hsl(${String(hue)} 100% 50%)`;
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.fillStyle = 'white';
    pen.fillRect((frame++ * 8) % canvas.width, 0, 16, canvas.height / 8);
  };
  const timer = page.setInterval(draw, 1000 / painting.framesPerSecond);
  const track = first(canvas.captureStream(painting.framesPerSecond).getVideoTracks());
  return {
    track,
    setStill(value) {
      still = value;
    },
    stop() {
      page.clearInterval(timer);
      track.stop();
    },
  };
}

const contexts = new WeakMap<MediaPage, AudioContext>();

/** The one audio context of a page for what tests make and measure. */
export function testAudio(page: MediaPage): AudioContext {
  const known = contexts.get(page);
  if (known) return known;
  const context = new page.AudioContext();
  contexts.set(page, context);
  return context;
}

/** A pure tone. `tone` in hertz. */
export function sing(page: MediaPage, { tone }: { readonly tone: number }): MadeTrack {
  const audio = testAudio(page);
  const oscillator = new page.OscillatorNode(audio, { frequency: tone });
  const volume = new page.GainNode(audio, { gain: 0.4 });
  const out = new page.MediaStreamAudioDestinationNode(audio);
  oscillator.connect(volume).connect(out);
  oscillator.start();
  const track = first(out.stream.getAudioTracks());
  return {
    track,
    setStill: () => undefined,
    stop() {
      oscillator.stop();
      oscillator.disconnect();
      volume.disconnect();
      track.stop();
    },
  };
}
