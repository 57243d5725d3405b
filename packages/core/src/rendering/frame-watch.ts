import type { Clock } from '../timing/clock.ts';
import type { VideoView } from '../environment/rtc-environment.ts';
import { onNextFrame } from './next-frame.ts';

/** The time for which a viewer may see nothing new, in milliseconds. Infinity: for ever. */
export interface FrameLimits {
  /** Until the first frame of a track; then the element is attached anew, once. */
  readonly firstFrameMs: number;
  /** Until the next frame. */
  readonly stallMs: number;
}

/** The parts that a watch works with. */
export interface FrameWatchPort {
  readonly clock: Clock;
  readonly limits: FrameLimits;
  /** Sets the stream of the element anew: a decoder that never started gets a second chance. */
  readonly reattach: () => void;
  /** `state` changed. */
  readonly changed: () => void;
}

/** Watches whether an element shows frames, while somebody looks. */
export interface FrameWatch {
  /** The state that its viewer sees. */
  readonly state: 'waiting' | 'playing' | 'stalled';
  /** Tells whether frames are to be expected now. No timer runs and no frame is asked for otherwise. */
  watch(active: boolean): void;
  /** Another track: its first frame counts as a first one. */
  renew(): void;
  /** Nothing is shown any more: back to `waiting`. */
  reset(): void;
}

/**
 * The time for which nobody looks after a frame was seen, in milliseconds: a watch costs one callback a second and not one for each
 * frame. A stall is noticed up to so much later.
 */
const restMs = 1_000;

/** Makes a watch that rests. */
export function createFrameWatch(
  view: VideoView,
  { clock, limits: { firstFrameMs, stallMs }, reattach, changed }: FrameWatchPort,
): FrameWatch {
  let state: FrameWatch['state'] = 'waiting';
  let first = true;
  let retried = false;
  let active = false;
  let undo: (() => void) | undefined;

  // Changes are told last in each step: whoever hears of them may end the watch.
  function become(next: FrameWatch['state']): void {
    if (next === state) return;
    state = next;
    changed();
  }
  function stop(): void {
    undo?.();
    undo = undefined;
  }
  function look(): void {
    stop();
    const limitMs = first ? firstFrameMs : stallMs;
    const undoFrame = onNextFrame(view, clock, seen);
    const undoTimer = limitMs < Infinity ? clock.after(limitMs, late) : undefined;
    undo = () => {
      undoFrame();
      undoTimer?.();
    };
  }
  function seen(): void {
    stop();
    first = false;
    if (stallMs < Infinity) undo = clock.after(restMs, look);
    become('playing');
  }
  function late(): void {
    if (first && !retried) {
      retried = true;
      reattach();
      look();
    } else become('stalled');
  }
  function renew(): void {
    first = true;
    retried = false;
    if (active) look();
  }
  return {
    get state() {
      return state;
    },
    watch(next) {
      if (next === active) return;
      active = next;
      if (next) look();
      else stop();
    },
    renew,
    reset() {
      state = 'waiting';
      renew();
    },
  };
}
