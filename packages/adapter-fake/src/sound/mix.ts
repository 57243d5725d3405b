import type { FakeMedia, FakeMix } from '../cloud/media.ts';

/** The one sound of everybody that a session receives, where the adapter claims `remoteAudio: 'one-mix'`. */
export class Mix {
  readonly #media: FakeMedia;
  readonly #parts = new Map<string, MediaStreamTrack>();
  #mix: FakeMix | undefined;

  constructor(media: FakeMedia) {
    this.#media = media;
  }

  /** Adds a sound; gives the mix, which is the same track for everybody. */
  add(key: string, track: MediaStreamTrack): MediaStreamTrack {
    this.#mix ??= this.#media.createMix?.() ?? silentMix(this.#media.createTrack('microphone', 'everybody'));
    this.#parts.set(key, track);
    this.#mix.set([...this.#parts.values()]);
    return this.#mix.track;
  }

  /** Takes a sound out; the mix ends with its last one. */
  remove(key: string): void {
    if (!this.#parts.delete(key)) return;
    if (this.#parts.size > 0) {
      this.#mix?.set([...this.#parts.values()]);
      return;
    }
    this.#mix?.stop();
    this.#mix = undefined;
  }
}

/** Where there is no Web Audio: a track that stands for the mix. */
function silentMix(track: MediaStreamTrack): FakeMix {
  return {
    track,
    set: () => undefined,
    stop: () => {
      track.stop();
    },
  };
}
