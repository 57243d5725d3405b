/** The speech of somebody, found from levels. */
export interface Speech {
  readonly speaking: boolean;
  /** The next level, and when it was measured. Returns whether they speak. */
  update(level: number, nowMs: number): boolean;
}

/** Makes a detector for one person. */
export function createSpeech(): Speech {
  let speaking = false;
  /** Since when the level says otherwise. */
  let sinceMs: number | undefined;
  return {
    get speaking() {
      return speaking;
    },
    update(level, nowMs) {
      const differs = speaking ? level < stopLevel : level >= startLevel;
      sinceMs = differs ? (sinceMs ?? nowMs) : undefined;
      if (sinceMs !== undefined && nowMs - sinceMs >= (speaking ? stopMs : startMs)) {
        speaking = !speaking;
        sinceMs = undefined;
      }
      return speaking;
    },
  };
}

/** Speech begins at this level, about -30 dB, */
const startLevel = 0.03;

/** and ends below this one, about -36 dB, */
const stopLevel = 0.015;

/** when it has lasted so long, so that a click is not speech, */
const startMs = 100;

/** and when it has been quiet for so long, so that a gap between words is no end. */
const stopMs = 500;
