import type { AudioOutputElement } from '../environment/rtc-environment.ts';

/** An audio element without sound. */
export class FakeAudioElement implements AudioOutputElement {
  autoplay = false;
  muted = false;
  /** Every stream that was ever set, in order; null is blank. */
  readonly sources: (MediaProvider | null)[] = [];
  /** The number of times that `play()` was called. */
  plays = 0;
  /** The loudspeaker that was last chosen. */
  sinkId = '';
  /** Makes the next `play()` reject AbortError, as a change of source does in a browser. */
  abortNextPlay = false;
  /** Absent where the browser cannot choose the loudspeaker. */
  declare readonly setSinkId?: (sinkId: string) => Promise<void>;
  readonly #rules: PlaybackRules;
  #srcObject: MediaProvider | null = null;
  #volume = 1;
  #paused = true;

  constructor(rules: PlaybackRules) {
    this.#rules = rules;
    const { checkSink } = rules;
    if (checkSink) {
      this.setSinkId = async (sinkId) => {
        await Promise.resolve();
        checkSink(sinkId);
        this.sinkId = sinkId;
      };
    }
  }

  get srcObject(): MediaProvider | null {
    return this.#srcObject;
  }

  set srcObject(source: MediaProvider | null) {
    this.#srcObject = source;
    this.sources.push(source);
    if (!source) this.#paused = true;
  }

  get volume(): number {
    return this.#volume;
  }

  set volume(volume: number) {
    if (!(volume >= 0 && volume <= 1)) {
      throw new DOMException(`The volume ${volume} is outside the range [0, 1].`, 'IndexSizeError');
    }
    if (!this.#rules.ignoresVolume) this.#volume = volume;
  }

  get paused(): boolean {
    return this.#paused;
  }

  /** Tells whether it can be heard now, if its stream gives anything. */
  get audible(): boolean {
    return this.#srcObject !== null && !this.#paused && !this.muted && this.#volume > 0;
  }

  async play(): Promise<void> {
    this.plays += 1;
    const aborted = this.abortNextPlay;
    this.abortNextPlay = false;
    const refused = this.#rules.blocked();
    if (!refused && !aborted) this.#paused = false;
    await Promise.resolve();
    if (aborted) throw new DOMException('The play() request was interrupted.', 'AbortError');
    if (refused) throw new DOMException('play() needs a user gesture.', 'NotAllowedError');
  }

  pause(): void {
    this.#paused = true;
  }
}

/** The rules that all sound of a page follows. */
export interface PlaybackRules {
  /** Tells whether `play()` is refused until the user acts. */
  readonly blocked: () => boolean;
  /** Tells whether `volume` cannot be changed, as on iOS. */
  readonly ignoresVolume: boolean;
  /** Fails for a loudspeaker that is not there. */
  readonly checkSink: ((sinkId: string) => void) | undefined;
}
