import type { Encoding } from './encoding-for.ts';

/** What one sender should do. */
export interface SenderWish {
  readonly track: MediaStreamTrack | null;
  readonly encoding: Encoding | undefined;
}

/** As much of an RTCRtpSender as is needed here. */
export type SlotSender = Pick<RTCRtpSender, 'track' | 'getParameters' | 'setParameters' | 'replaceTrack'>;

/** Asks for a key frame of each encoding (W3C webrtc-extensions, RTCSetParameterOptions); browsers that do not know it set the parameters as they are. */
const keyFrames = (
  encodings: readonly unknown[],
): RTCSetParameterOptions & {
  readonly encodingOptions: readonly { readonly keyFrame: boolean }[];
} => ({ encodingOptions: encodings.map(() => ({ keyFrame: true })) });

/** Brings one sender in line with the latest wish, one step at a time. Wishes that were overtaken are skipped. */
export class SenderSlot {
  readonly #sender: SlotSender;
  #wish: SenderWish | undefined;
  #running: Promise<void> | undefined;
  #encoding = '';
  #keyFrame = false;
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

  /**
   * Sends a key frame next: after a gap the other side asks for every lost packet first, and for a key frame only seconds later (3 to
   * 9 s without a new picture in Chromium 156). Where the browser refuses, that way remains.
   */
  sendKeyFrame(): void {
    if (this.#sender.track?.kind !== 'video') return;
    this.#keyFrame = true;
    this.#running ??= this.#run();
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
      while (this.#isOpen() && (this.#hasWish() || this.#keyFrame)) {
        if (this.#wish) await this.#fulfil(this.#wish);
        else await this.#sendKeyFrame();
      }
    } finally {
      this.#running = undefined;
    }
  }

  async #fulfil(wish: SenderWish): Promise<void> {
    this.#wish = undefined;
    try {
      await this.#step(wish);
    } catch (error) {
      // A later wish counts instead. A connection that was closed meanwhile refuses everything; the next one gets the wish anew.
      if (this.#isOpen() && !this.#hasWish()) throw error;
    }
  }

  async #sendKeyFrame(): Promise<void> {
    this.#keyFrame = false;
    const parameters = this.#sender.getParameters();
    try {
      await this.#sender.setParameters(parameters, keyFrames(parameters.encodings));
    } catch {
      // A negotiation came between: the other side asks for one itself.
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
    const { maxFramerate, degradationPreference } = encoding;
    if (maxFramerate === undefined) delete first.maxFramerate;
    else first.maxFramerate = maxFramerate;
    if (degradationPreference) parameters.degradationPreference = degradationPreference;
    else delete parameters.degradationPreference;
    await this.#sender.setParameters(parameters);
    this.#encoding = text;
  }
}
