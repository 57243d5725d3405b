import type { Clock } from '@jackfield/core/adapter';

/** The platform's time. */
export const platformClock: Clock = {
  now: () => performance.now(),
  after(delayMs, run) {
    const handle = setTimeout(run, delayMs);
    return () => {
      clearTimeout(handle);
    };
  },
};
