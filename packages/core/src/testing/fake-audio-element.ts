import type { AudioOutputElement } from '../environment/rtc-environment.ts';
import { ListenerCounter } from './listener-counter.ts';

/** An audio element without sound. */
export class FakeAudioElement extends ListenerCounter implements AudioOutputElement {
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
  /** The names of the errors that it refuses the next loudspeakers with, in order. */
  readonly refuseSink: string[] = [];
  /** Absent where the browser cannot choose the loudspeaker. */
  declare readonly setSinkId?: (sinkId: string) => Promise<void>;
  readonly #rules: PlaybackRules;
  #srcObject: MediaProvider | null = null;
  #volume = 1;
  #paused = true;
  /** Rises with everything that a `play()` which has not resolved is given up for. */
  #breaks = 0;

  constructor(rules: PlaybackRules) {
    super();
    this.#rules = rules;
    const { checkSink } = rules;
    if (checkSink) {
      this.setSinkId = async (sinkId) => {
        await Promise.resolve();
        const refusal = this.refuseSink.shift();
        if (refusal) throw new DOMException('The loudspeaker was refused.', refusal);
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
    // No event tells of it, whatever it is set to: a source is no pause.
    this.#paused = true;
    this.#breaks += 1;
    this.#rules.outputs?.delete(this);
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
    const { outputs } = this.#rules;
    const heard = !outputs || outputs.has(this);
    return this.#srcObject !== null && !this.#paused && heard && !this.muted && this.#volume > 0;
  }

  async play(): Promise<void> {
    this.plays += 1;
    const aborted = this.abortNextPlay;
    this.abortNextPlay = false;
    const refused = this.#rules.blocked();
    if (!refused && !aborted && this.#paused) {
      this.#paused = false;
      queueMicrotask(() => this.dispatchEvent(new Event('play')));
    }
    const without = !this.#paused && !this.#takesOutput();
    const breaks = this.#breaks;
    await Promise.resolve();
    if (aborted || breaks !== this.#breaks)
      throw new DOMException('The play() request was interrupted.', 'AbortError');
    if (refused) throw new DOMException('play() needs a user gesture.', 'NotAllowedError');
    if (without) this.dispatchEvent(new Event('error'));
  }

  /** Something outside the page stops it: a media key, a call, earphones that are pulled out. */
  stopFromOutside(): void {
    this.pause();
  }

  /** As Chromium: `play()` has resolved, and then the element fails where the browser has no output left. */
  #takesOutput(): boolean {
    const { outputs, mostOutputs } = this.#rules;
    if (outputs && outputs.size < (mostOutputs?.() ?? Infinity)) outputs.add(this);
    return outputs?.has(this) ?? true;
  }

  /** As in a browser the event comes later, also where it plays again by then. */
  pause(): void {
    if (this.#paused) return;
    this.#paused = true;
    this.#breaks += 1;
    queueMicrotask(() => this.dispatchEvent(new Event('pause')));
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
  /** The elements that have an output. */
  readonly outputs?: Set<FakeAudioElement>;
  /** The number of outputs that the browser has. */
  readonly mostOutputs?: () => number;
}
