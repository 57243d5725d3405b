import type { Clock } from '../timing/clock.ts';
import type { ViewInterest } from './remote-media.ts';

/** The parts that interest works with. */
export interface InterestPort {
  readonly clock: Clock;
  /** The time that a fall to nothing must last, in milliseconds. */
  readonly releaseMs: number;
  readonly report: (interest: ViewInterest) => void;
}

/** Says how much something is looked at. */
export interface Interest {
  /** The state that it is in now. */
  set(interest: ViewInterest): void;
  /** Forgets what has not been reported. */
  end(): void;
}

const same = (left: ViewInterest, right: ViewInterest): boolean =>
  left.attached === right.attached &&
  left.visible === right.visible &&
  left.size?.width === right.size?.width &&
  left.size?.height === right.size?.height;

/** Reports each change once: at once, but a fall to nothing only if it lasts. */
export function createInterest({ clock, releaseMs, report }: InterestPort): Interest {
  let reported: ViewInterest = { attached: 0, visible: false, size: undefined };
  let latest = reported;
  let undo: (() => void) | undefined;
  function end(): void {
    undo?.();
    undo = undefined;
  }
  function tell(): void {
    end();
    if (same(latest, reported)) return;
    reported = latest;
    report(latest);
  }
  return {
    set(interest) {
      latest = interest;
      if (reported.visible && !interest.visible) undo ??= clock.after(releaseMs, tell);
      else tell();
    },
    end,
  };
}
