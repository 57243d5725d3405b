/** A stream of numbers that a seed decides: the same seed gives the same call. */
export interface Random {
  /** The next number, from 0 up to but not including 1. */
  next(): number;
  /** One of the entries. Throws a RangeError for an empty list. */
  pick<Entry>(entries: readonly Entry[]): Entry;
}

/** Makes a stream of numbers from a seed (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    pick(entries) {
      const entry = entries[Math.floor(next() * entries.length)];
      if (entry === undefined) throw new RangeError('There is nothing to pick from.');
      return entry;
    },
  };
}
