import type { NetworkQuality } from '@jackfield/core/adapter';

/** What is known of the path to one member; undefined where the browser does not say (yet). */
export interface Path {
  /** From here to there and back, milliseconds. */
  readonly roundTripMs: number | undefined;
  /** The part of the own packets that got lost, 0…1. */
  readonly lostThere: number | undefined;
  /** The part of their packets that got lost, 0…1, over the whole call. */
  readonly lostHere: number | undefined;
}

/** The fields of a statistics entry that matter here. */
interface Entry {
  readonly type: string;
  readonly nominated?: boolean;
  readonly state?: string;
  readonly currentRoundTripTime?: number;
  readonly fractionLost?: number;
  readonly packetsLost?: number;
  readonly packetsReceived?: number;
}

/** Reads a browser's report. */
export function pathFrom(report: { forEach(visit: (entry: Entry) => void): void }): Path {
  let roundTripMs: number | undefined;
  let lostThere: number | undefined;
  let lost = 0;
  let received = 0;
  report.forEach((entry) => {
    if (entry.type === 'candidate-pair' && entry.nominated && entry.state === 'succeeded') {
      if (entry.currentRoundTripTime !== undefined) roundTripMs = entry.currentRoundTripTime * 1000;
    } else if (entry.type === 'remote-inbound-rtp') {
      lostThere = Math.max(lostThere ?? 0, entry.fractionLost ?? 0);
    } else if (entry.type === 'inbound-rtp') {
      lost += Math.max(0, entry.packetsLost ?? 0);
      received += entry.packetsReceived ?? 0;
    }
  });
  return { roundTripMs, lostThere, lostHere: lost + received > 0 ? lost / (lost + received) : undefined };
}

/** The quality of a path in each direction. */
export type PathQuality = Readonly<Record<'uplink' | 'downlink', NetworkQuality>>;

const fromBest: readonly NetworkQuality[] = ['excellent', 'good', 'poor', 'bad', 'lost'];

/** The own connection: as good as the best path over it, since a path that is worse than another is so at its far end. */
export function connectionQuality(paths: readonly PathQuality[]): PathQuality {
  const best = (direction: keyof PathQuality): NetworkQuality =>
    fromBest.find((quality) => paths.some((path) => path[direction] === quality)) ?? 'unknown';
  return { uplink: best('uplink'), downlink: best('downlink') };
}

/** A path in words, for each direction. */
export function qualityOf(path: Path): PathQuality {
  return {
    uplink: grade(path.roundTripMs, path.lostThere),
    downlink: grade(path.roundTripMs, path.lostHere),
  };
}

function grade(roundTripMs: number | undefined, lost: number | undefined): NetworkQuality {
  if (roundTripMs === undefined && lost === undefined) return 'unknown';
  const delay = roundTripMs ?? 0;
  const loss = lost ?? 0;
  if (loss > 0.2 || delay > 800) return 'bad';
  if (loss > 0.05 || delay > 400) return 'poor';
  return loss > 0.01 || delay > 150 ? 'good' : 'excellent';
}
