/** A clock on which time passes `speed` times as fast as the page's: ten minutes of a pretend call in ten seconds. */
export function fastClock(speed: number): {
  now(): number;
  after(delayMs: number, run: () => void): () => void;
} {
  return {
    now: () => performance.now() * speed,
    after(delayMs, run) {
      const handle = setTimeout(run, delayMs / speed);
      return () => {
        clearTimeout(handle);
      };
    },
  };
}
