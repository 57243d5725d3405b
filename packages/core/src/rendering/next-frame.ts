import type { Clock } from '../timing/clock.ts';
import type { VideoView } from '../environment/rtc-environment.ts';

/** Calls `run` once, with the next frame that an element shows. Returns its undo. */
export function onNextFrame(view: VideoView, clock: Clock, run: () => void): () => void {
  if (view.requestVideoFrameCallback) {
    const handle = view.requestVideoFrameCallback(run);
    return () => view.cancelVideoFrameCallback?.(handle);
  }
  const from = view.currentTime;
  let undo: () => void;
  const look = (): void => {
    if (view.currentTime !== from && view.videoWidth > 0) run();
    else undo = clock.after(pollMs, look);
  };
  undo = clock.after(pollMs, look);
  return () => {
    undo();
  };
}

/** The time between two readings of the clock of an element, in milliseconds, where the browser does not tell of frames. */
const pollMs = 250;
