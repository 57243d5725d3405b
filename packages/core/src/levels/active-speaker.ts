import type { ParticipantLevel } from './levels.ts';

/** Chooses the active speaker. */
export interface ActiveSpeaker {
  /** The next levels, and when they were measured. Returns who speaks. */
  update(levels: ReadonlyMap<string, ParticipantLevel>, nowMs: number): string | undefined;
}

/** Makes a chooser that is slow to change its mind. */
export function createActiveSpeaker(): ActiveSpeaker {
  const peaks = new Map<string, number>();
  let current: string | undefined;
  let spokeMs = 0;
  let challenge: { readonly id: string; readonly sinceMs: number } | undefined;
  let lastMs: number | undefined;

  function follow(levels: ReadonlyMap<string, ParticipantLevel>, nowMs: number): void {
    const decay = decayPerSecond ** ((nowMs - (lastMs ?? nowMs)) / 1000);
    lastMs = nowMs;
    for (const id of [...peaks.keys()]) if (!levels.has(id)) peaks.delete(id);
    for (const [id, { level }] of levels) peaks.set(id, Math.max(level, (peaks.get(id) ?? 0) * decay));
  }
  function loudest(levels: ReadonlyMap<string, ParticipantLevel>): string | undefined {
    let best: string | undefined;
    for (const [id, { speaking }] of levels) {
      if (speaking && (best === undefined || peakOf(id) > peakOf(best))) best = id;
    }
    return best;
  }
  const peakOf = (id: string): number => peaks.get(id) ?? 0;

  return {
    update(levels, nowMs) {
      follow(levels, nowMs);
      const best = loudest(levels);
      const now = current === undefined ? undefined : levels.get(current);
      if (now?.speaking) spokeMs = nowMs;
      if (current === undefined || !now?.speaking) {
        challenge = undefined;
        if (best !== undefined) {
          current = best;
          spokeMs = nowMs;
        } else if (!now || nowMs - spokeMs >= holdMs) current = undefined;
        return current;
      }
      // Whoever speaks already is no louder than themselves.
      const rival = best ?? current;
      if (peakOf(rival) < louderBy * peakOf(current)) {
        challenge = undefined;
        return current;
      }
      if (challenge?.id !== rival) challenge = { id: rival, sinceMs: nowMs };
      if (nowMs - challenge.sinceMs >= takeOverMs) {
        current = rival;
        challenge = undefined;
        spokeMs = nowMs;
      }
      return current;
    },
  };
}

/** The factor by which somebody else must be louder */
const louderBy = 1.5;

/** for so long to take over from one who still speaks. */
const takeOverMs = 600;

/** So long the last speaker stays when nobody speaks. */
const holdMs = 2_000;

/** The part of a peak that remains after one second. */
const decayPerSecond = 0.1;
