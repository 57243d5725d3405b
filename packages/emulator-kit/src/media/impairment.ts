/** How badly packets fare. */
export interface Impairment {
  /** Share of packets that are lost, 0 to 1. */
  readonly loss?: number;
  /** Milliseconds by which each packet is late. */
  readonly delayMs?: number;
}

/**
 * A sequence of numbers from 0 to 1 that is the same for the same seed (mulberry32), so that a run with losses can be
 * repeated.
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
