/** The bounds of what counts as keeping up, milliseconds. */
export interface FrameLoadBounds {
  /** A frame may take so long on the average. */
  readonly limitMs: number;
  /** Not counted at first: code is compiled, and what waited is made up for. */
  readonly warmUpMs: number;
  /** The time over which the average is taken. */
  readonly windowMs: number;
}

/** The load, as far as it is known after a frame. */
export interface FrameLoad {
  /** The average of what was counted last, milliseconds; undefined while nothing was. */
  readonly averageMs: number | undefined;
  /** Tells that a whole window was over the limit. */
  readonly slow: boolean;
}

/** Judges whether frames are done in time. The function takes the instant when a frame was done and how long it took. */
export function createFrameLoad({
  limitMs,
  warmUpMs,
  windowMs,
}: FrameLoadBounds): (nowMs: number, tookMs: number) => FrameLoad {
  let counted: { readonly at: number; readonly took: number }[] = [];
  let begun: number | undefined;
  return (nowMs, tookMs) => {
    begun ??= nowMs - tookMs;
    if (nowMs - begun < warmUpMs) return { averageMs: undefined, slow: false };
    counted = [...counted.filter(({ at }) => nowMs - at <= windowMs), { at: nowMs, took: tookMs }];
    const averageMs = counted.reduce((sum, { took }) => sum + took, 0) / counted.length;
    return { averageMs, slow: nowMs - begun >= warmUpMs + windowMs && averageMs > limitMs };
  };
}
