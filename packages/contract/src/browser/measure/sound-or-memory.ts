/** What a sender's statistics have counted during one stretch. */
export interface Stretch {
  /** The energy of the sound that was taken. */
  readonly energy: number;
  /** How much sound was taken, seconds. */
  readonly seconds: number;
  /** The packets that were sent. */
  readonly packets: number;
}

/** What a stretch shows: sound that is sent, the meter's memory of sound that was, nothing, or too little to tell. */
export type Heard = 'sound' | 'memory' | 'silence' | 'too-short';

/** Energy a second of what counts as silence: below -80 dB. */
const quietest = 1e-8;
/** A stretch is longer than the meter holds a sample. */
const shortestSeconds = 0.11;

/**
 * Tells sound that leaves a sender from the memory of the browser's meter, stretch by stretch. The meter holds the loudest
 * sample for 100 ms and lets it fall to a quarter every further 100 ms: what falls like that is its memory, whether a packet
 * of comfort noise goes meanwhile or not; what does not fall and comes with packets is sound.
 */
export class SoundOrMemory {
  #loudness = Infinity;

  /** Looks at the stretch since the last one that was long enough. */
  look({ energy, seconds, packets }: Stretch): Heard {
    if (seconds === 0) return 'silence';
    if (seconds < shortestSeconds) return 'too-short';
    const loudness = energy / seconds;
    const falls = loudness <= this.#loudness / 2 || this.#loudness === Infinity;
    this.#loudness = loudness;
    if (loudness <= quietest) return 'silence';
    return falls || packets === 0 ? 'memory' : 'sound';
  }
}
