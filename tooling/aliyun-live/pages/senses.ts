import { Ear, Eye } from '@jackfield/contract/browser';

/** What is seen and heard of tracks, whatever elements they are in. */
export class Senses {
  readonly #eyes = new Map<string, { readonly eye: Eye; readonly track: MediaStreamTrack }>();
  readonly #ears = new Map<string, { readonly ear: Ear; readonly track: MediaStreamTrack }>();

  /** The hue of a picture in degrees; undefined while there is none. */
  hue(key: string, stream: MediaStream | null | undefined): number | undefined {
    const [track] = stream?.getVideoTracks() ?? [];
    if (!track) return undefined;
    const known = this.#eyes.get(key);
    if (known?.track === track) return known.eye.hue();
    known?.eye.stop();
    this.#eyes.set(key, { eye: new Eye(track), track });
    return undefined;
  }

  /** The tone in hertz; 0 while nothing is heard. */
  tone(key: string, stream: MediaStream | null | undefined): number {
    const [track] = stream?.getAudioTracks() ?? [];
    if (!track) return 0;
    const known = this.#ears.get(key);
    if (known?.track === track) {
      const { level, tone } = known.ear.hear();
      return level > 0.02 ? Math.round(tone) : 0;
    }
    known?.ear.stop();
    this.#ears.set(key, { ear: new Ear(track), track });
    return 0;
  }
}
