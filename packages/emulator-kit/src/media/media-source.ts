import type { RtpPacket } from 'werift';

import type { EmulatorVideoCodec } from './video-codec.ts';

const shortestAskMs = 200;

/** What a source is encoded with. Peers send Opus; the emulator's own participants send G.711 audio. */
export type SourceCodec = EmulatorVideoCodec | 'opus' | 'PCMU';

/** What has gone through a source so far. */
export interface SourceCounters {
  /** RTP packets. */
  readonly packets: number;
  /** Bytes of payload. */
  readonly bytes: number;
  /** Requests for a key frame that were passed on to the sender. */
  readonly keyFrameRequests: number;
  /** Milliseconds since 1970 of the last packet; `undefined` before the first. */
  readonly lastPacketAt: number | undefined;
}

/** One stream of RTP that comes in, or is made here, and can be forwarded to any number of subscriptions. */
export class MediaSource {
  /** What it is encoded with. */
  readonly codec: SourceCodec;
  readonly #listeners = new Set<(packet: RtpPacket) => void>();
  readonly #askSender: () => void;
  #packets = 0;
  #bytes = 0;
  #keyFrameRequests = 0;
  #lastPacketAt: number | undefined;
  #lastAsked = Number.NEGATIVE_INFINITY;
  #nextAsk: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(codec: SourceCodec, options: { askForKeyFrame: () => void }) {
    this.codec = codec;
    this.#askSender = options.askForKeyFrame;
  }

  /** What has gone through so far. */
  get counters(): SourceCounters {
    return {
      packets: this.#packets,
      bytes: this.#bytes,
      keyFrameRequests: this.#keyFrameRequests,
      lastPacketAt: this.#lastPacketAt,
    };
  }

  /** Gives a packet to everyone who listens. */
  push(packet: RtpPacket): void {
    this.#packets += 1;
    this.#bytes += packet.payload.length;
    this.#lastPacketAt = Date.now();
    for (const listener of this.#listeners) listener(packet);
  }

  /** Calls back with every packet. Returns the undo. */
  listen(listener: (packet: RtpPacket) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Asks the sender for a key frame, at most five times a second whoever wants one. A request that comes too soon is made
   * when the time is up: the frame that is on its way was perhaps sent before the one who asks could receive.
   */
  requestKeyFrame(): void {
    if (this.#nextAsk !== undefined || this.#closed) return;
    const wait = this.#lastAsked + shortestAskMs - performance.now();
    if (wait <= 0) {
      this.#ask();
      return;
    }
    this.#nextAsk = setTimeout(() => {
      this.#nextAsk = undefined;
      this.#ask();
    }, wait);
  }

  /** Ends it; nobody hears anything more. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#nextAsk);
    this.#listeners.clear();
  }

  #ask(): void {
    this.#lastAsked = performance.now();
    this.#keyFrameRequests += 1;
    this.#askSender();
  }
}
