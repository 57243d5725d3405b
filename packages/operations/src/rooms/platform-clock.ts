import type { Clock } from '@jackfield/core/adapter';

/** The longest wait that platforms keep, 24.8 days: whatever is longer they do not wait for at all. */
const longestMs = 2 ** 31 - 1;

/** The platform's time. */
export const platformClock: Clock = {
  now: () => performance.now(),
  after(delayMs, run) {
    const handle = setTimeout(run, Math.min(delayMs, longestMs));
    return () => {
      clearTimeout(handle);
    };
  },
};
