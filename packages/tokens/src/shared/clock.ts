/** The time and the only timer that this package uses, so that a test can own both. */
export interface TokenClock {
  /** Milliseconds since 1970, like `Date.now()`. */
  now(): number;
  /** Calls back once after so many milliseconds; the returned function cancels it. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** The clock of the machine. Its timers do not keep a process alive. */
export const systemClock: TokenClock = {
  now: () => Date.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, milliseconds);
    // Workers hand out numbers for timers, which have no `unref`.
    if (typeof timer === 'object') timer.unref();
    return () => clearTimeout(timer);
  },
};

/** Whole seconds since 1970 of a time in milliseconds. */
export function toSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
