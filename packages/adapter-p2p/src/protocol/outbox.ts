/** How much an {@link Outbox} keeps. */
export interface OutboxLimits {
  /** The most frames kept. */
  readonly frames: number;
  /** The most characters kept, over all frames. */
  readonly characters: number;
}

/**
 * Numbered frames that the other side may not have yet. Both ends count the numbered frames of a session, so no frame
 * carries its number. Over its limits the oldest go first; a resume from before them is then impossible.
 */
export class Outbox {
  readonly #limits: OutboxLimits;
  #frames: string[] = [];
  #characters = 0;
  #dropped = 0;

  constructor(limits: OutboxLimits) {
    this.#limits = limits;
  }

  /** How many frames are kept. */
  get size(): number {
    return this.#frames.length;
  }

  /** How many characters are kept. */
  get characters(): number {
    return this.#characters;
  }

  /** Lets go of everything; a resume is impossible then. */
  clear(): void {
    this.#drop(this.#frames.length);
  }

  /** Keeps a frame that is being sent. */
  push(frame: string): void {
    this.#frames.push(frame);
    this.#characters += frame.length;
    while (this.#frames.length > this.#limits.frames || this.#characters > this.#limits.characters)
      this.#drop(1);
  }

  /** Forgets what the other side has: its first `received` frames of the session. Absurd numbers change nothing. */
  acknowledge(received: number): void {
    const count = received - this.#dropped;
    if (count > 0 && count <= this.#frames.length) this.#drop(count);
  }

  /** The frames after the first `received`, or undefined where some of them are gone or never were. */
  after(received: number): readonly string[] | undefined {
    const skip = received - this.#dropped;
    if (skip < 0 || skip > this.#frames.length) return undefined;
    return this.#frames.slice(skip);
  }

  #drop(count: number): void {
    for (const frame of this.#frames.splice(0, count)) this.#characters -= frame.length;
    this.#dropped += count;
  }
}
