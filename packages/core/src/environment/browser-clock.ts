import type { Clock } from '../timing/clock.ts';

// Taken at import: SDKs and test tools may replace the globals later.
const { setTimeout, clearTimeout, performance } = globalThis;

/** The longest wait that browsers keep, 24.8 days: whatever is longer they do not wait for at all. */
const longestMs = 2 ** 31 - 1;

/** The platform's clock. */
export const browserClock: Clock = {
  now: () => performance.now(),
  after(delayMs, run) {
    const handle = setTimeout(run, Math.min(delayMs, longestMs));
    return () => {
      clearTimeout(handle);
    };
  },
};
