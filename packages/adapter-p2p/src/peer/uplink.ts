import { mediaKindOf, type SourceKind } from '@jackfield/core/adapter';
import type { SenderWish } from './sender-slot.ts';

/** The part of the way out that all pictures together may take where the app does not say, in bits per second: what a home uplink carries beside sound. */
export const defaultUplinkBitrate = 4_000_000;

/** Below this a picture is no picture. */
const fewest = 100_000;

/**
 * The way out, which the copies of all peers share: each asks for what its tile needs, and where that is too much together every
 * picture gets the same part of what it asked for. One peer alone gets what the app wishes, whatever that is.
 */
export class Uplink {
  readonly #most: number;
  readonly #changed: () => void;
  readonly #demands = new Map<string, Map<SourceKind, number>>();
  #share = 1;

  /** `changed` is called when what was fitted before has to be fitted anew. */
  constructor(most: number, changed: () => void) {
    this.#most = most;
    this.#changed = changed;
  }

  /** Fits what goes to a peer into the way out. */
  fit(peer: string, source: SourceKind, wish: SenderWish): SenderWish {
    const { encoding } = wish;
    if (mediaKindOf(source) === 'audio') return wish;
    const demands = this.#demands.get(peer) ?? new Map<SourceKind, number>();
    this.#demands.set(peer, demands);
    if (encoding) demands.set(source, encoding.maxBitrate);
    else demands.delete(source);
    this.#divide();
    if (!encoding || this.#share === 1) return wish;
    const { maxBitrate: asked } = encoding;
    const maxBitrate = Math.max(Math.min(asked, fewest), Math.floor(asked * this.#share));
    return { ...wish, encoding: { ...encoding, maxBitrate } };
  }

  /** A peer is gone. */
  forget(peer: string): void {
    if (this.#demands.delete(peer)) this.#divide();
  }

  #divide(): void {
    const asked = [...this.#demands.values()].flatMap((demands) => [...demands.values()]);
    const all = asked.reduce((sum, bits) => sum + bits, 0);
    const share = all === 0 ? 1 : Math.min(1, Math.max(this.#most, ...asked) / all);
    if (share === this.#share) return;
    this.#share = share;
    this.#changed();
  }
}
