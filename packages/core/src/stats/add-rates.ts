import type { MediaStats } from './session-stats.ts';

/** Adds what takes two readings. Nothing is said of a counter that went back: the connection was made anew. */
export function addRates(
  stats: Omit<MediaStats, 'bitrate' | 'lossFraction'>,
  before: MediaStats | undefined,
): MediaStats {
  const passedMs = before ? stats.atMs - before.atMs : 0;
  if (!before || passedMs <= 0 || stats.bytes < before.bytes || stats.packets < before.packets) {
    return { ...stats, bitrate: undefined, lossFraction: undefined };
  }
  return {
    ...stats,
    bitrate: ((stats.bytes - before.bytes) * 8 * 1000) / passedMs,
    lossFraction: lossBetween(before, stats),
  };
}

function lossBetween(
  before: MediaStats,
  { direction, packets, packetsLost }: Omit<MediaStats, 'bitrate' | 'lossFraction'>,
): number | undefined {
  if (packetsLost === undefined || before.packetsLost === undefined) return undefined;
  // Late packets that were counted as lost make the count fall.
  const lost = Math.max(0, packetsLost - before.packetsLost);
  const passed = packets - before.packets;
  // What is received does not count what was lost; what is sent does.
  const all = direction === 'receive' ? passed + lost : passed;
  return all === 0 ? undefined : Math.min(1, lost / all);
}
