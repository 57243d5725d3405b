import { paint, sing, testAudio, type Painting } from '@jackfield/contract/browser';
import { mediaKindOf, type LocalPublication, type SourceKind } from '@jackfield/core/adapter';
import type { Content, RigJoin } from './rig-join.ts';

const standardPainting: Painting = { width: 640, height: 360, framesPerSecond: 20 };

/** What a rig sends: a colour and a tone, with others of their own for the screen. */
export class OwnMedia {
  #content: Content = { hue: 0, tone: 440 };
  #painting: Painting = standardPainting;
  #contentHint: LocalPublication['contentHint'] = '';
  #device: MediaStreamTrack | undefined;
  readonly #stops: (() => void)[] = [];

  /** Makes ready for a call. */
  async open({ hue, tone, sound, painting = standardPainting, contentHint }: RigJoin): Promise<void> {
    if (sound === 'device') this.#device = await openMicrophone();
    else await testAudio(window).resume();
    this.#content = { hue, tone };
    this.#painting = painting;
    this.#contentHint = contentHint ?? '';
  }

  /** What is made from now on looks and sounds like this. */
  become(content: Content): void {
    this.#content = content;
  }

  /** A new track of a source. */
  publication(source: SourceKind): LocalPublication {
    const made = mediaKindOf(source) === 'video' ? this.#picture(source) : this.#sound(source);
    this.#stops.push(made.stop);
    return { source, track: made.track, muted: false, contentHint: this.#contentHint };
  }

  close(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#device?.stop();
    this.#device = undefined;
  }

  #picture(source: SourceKind): { track: MediaStreamTrack; stop: () => void } {
    const { hue } = this.#content;
    const painting = this.#painting;
    return paint(window, { hue: source === 'screen' ? (hue + 180) % 360 : hue, painting });
  }

  #sound(source: SourceKind): { track: MediaStreamTrack; stop: () => void } {
    const track = this.#device?.clone();
    if (track) return { track, stop: () => track.stop() };
    const { tone } = this.#content;
    return sing(window, { tone: source === 'screen-audio' ? tone * 2 : tone });
  }
}

async function openMicrophone(): Promise<MediaStreamTrack> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const [track] = stream.getAudioTracks();
  if (!track) throw new Error('The microphone gives no track.');
  return track;
}
