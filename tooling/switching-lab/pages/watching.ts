/** The pictures that an element shows. */
export interface Watching {
  /** Begins to note the time between frames. */
  begin(): void;
  /** Ends that. Gives the longest time between two frames, and the usual one, in milliseconds. */
  end(): { readonly longestMs: number; readonly usualMs: number };
}

/** Watches an element. */
export function createWatching(view: HTMLVideoElement): Watching {
  let times: number[] = [];
  let handle: number | undefined;
  const seen = (now: number): void => {
    times.push(now);
    handle = view.requestVideoFrameCallback(seen);
  };
  return {
    begin() {
      times = [];
      handle = view.requestVideoFrameCallback(seen);
    },
    end() {
      if (handle !== undefined) view.cancelVideoFrameCallback(handle);
      const between = times.slice(1).map((time, index) => time - (times[index] ?? time));
      const sorted = [...between].sort((one, other) => one - other);
      return { longestMs: sorted.at(-1) ?? NaN, usualMs: sorted[Math.floor(sorted.length / 2)] ?? NaN };
    },
  };
}
