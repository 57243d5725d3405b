import type { Encoding } from './encoding-for.ts';

/** What one sender should do. */
export interface SenderWish {
  readonly track: MediaStreamTrack | null;
  readonly encoding: Encoding | undefined;
}

/** As much of an RTCRtpSender as is needed here. */
export type SlotSender = Pick<RTCRtpSender, 'track' | 'getParameters' | 'setParameters' | 'replaceTrack'>;

/** Brings one sender in line with the latest wish, one step at a time. Wishes that were overtaken are skipped. */
export class SenderSlot {
  readonly #sender: SlotSender;
  #wish: SenderWish | undefined;
  #running: Promise<void> | undefined;
  #encoding = '';
  #closed = false;

  constructor(sender: SlotSender) {
    this.#sender = sender;
  }

  /** Resolves when the sender is as wished, or as a later wish says. Rejects with what the browser said. */
  apply(wish: SenderWish): Promise<void> {
    this.#wish = wish;
    this.#running ??= this.#run();
    return this.#running;
  }

  /** Nothing more is done; what runs ends without a rejection. */
  close(): void {
    this.#closed = true;
    this.#wish = undefined;
  }

  #isOpen(): boolean {
    return !this.#closed;
  }

  #hasWish(): boolean {
    return this.#wish !== undefined;
  }

  async #run(): Promise<void> {
    try {
      for (let wish = this.#wish; wish && this.#isOpen(); wish = this.#wish) {
        this.#wish = undefined;
        try {
          await this.#step(wish);
        } catch (error) {
          // A later wish counts instead. A connection that was closed meanwhile refuses everything; the next one gets the wish anew.
          if (this.#isOpen() && !this.#hasWish()) throw error;
        }
      }
    } finally {
      this.#running = undefined;
    }
  }

  async #step({ track, encoding }: SenderWish): Promise<void> {
    // The encoding first: a picture that is shown small should not begin large.
    const encoded = !track || !encoding || (await this.#tryEncode(encoding));
    if (this.#sender.track !== track) await this.#sender.replaceTrack(track);
    if (!encoded) await this.#encode(encoding);
  }

  /** A negotiation that comes between makes the browser refuse: the track must not wait for that. */
  async #tryEncode(encoding: Encoding): Promise<boolean> {
    try {
      await this.#encode(encoding);
      return true;
    } catch {
      return false;
    }
  }

  async #encode(encoding: Encoding): Promise<void> {
    const text = JSON.stringify(encoding);
    const parameters = this.#sender.getParameters();
    const [first] = parameters.encodings;
    // Firefox has no encodings before the first negotiation; what was set before one may be lost in it.
    if (!first || (text === this.#encoding && first.maxBitrate === encoding.maxBitrate)) return;
    first.maxBitrate = encoding.maxBitrate;
    if (encoding.scaleResolutionDownBy !== undefined) {
      first.scaleResolutionDownBy = encoding.scaleResolutionDownBy;
    }
    await this.#sender.setParameters(parameters);
    this.#encoding = text;
  }
}
