import type { Clock } from '../timing/clock.ts';

// Taken at import: SDKs and test tools may replace the globals later.
const { setTimeout, clearTimeout, performance } = globalThis;

/** The platform's clock. */
export const browserClock: Clock = {
  now: () => performance.now(),
  after(delayMs, run) {
    const handle = setTimeout(run, delayMs);
    return () => {
      clearTimeout(handle);
    };
  },
};
