import { openConnections } from './watched-connections.ts';

/** The time that a receiver adds to the way of a picture and of a sound, milliseconds: half a round trip, and the wait in its buffer. */
export interface Delay {
  readonly pictureMs: number;
  readonly soundMs: number;
}

const measuredMs = 500;

/** Measures it, by the browser's counters, over half a second. */
export async function measureDelay(): Promise<Delay> {
  const before = await read();
  await new Promise((resolve) => setTimeout(resolve, measuredMs));
  const after = await read();
  const of = (kind: 'audio' | 'video'): number => {
    const emitted = after[kind].emitted - before[kind].emitted;
    return ((after[kind].delay - before[kind].delay) / emitted + after.roundTrip / 2) * 1_000;
  };
  return { pictureMs: of('video'), soundMs: of('audio') };
}

async function read() {
  const sum = { audio: { delay: 0, emitted: 0 }, video: { delay: 0, emitted: 0 }, roundTrip: 0 };
  for (const connection of openConnections())
    for (const report of (await connection.getStats()).values() as Iterable<Record<string, unknown>>) {
      const { type, kind, nominated } = report;
      if (type === 'candidate-pair' && nominated === true)
        sum.roundTrip = Math.max(sum.roundTrip, Number(report['currentRoundTripTime'] ?? 0));
      if (type !== 'inbound-rtp' || (kind !== 'audio' && kind !== 'video')) continue;
      sum[kind].delay += Number(report['jitterBufferDelay'] ?? 0);
      sum[kind].emitted += Number(report['jitterBufferEmittedCount'] ?? 0);
    }
  return sum;
}
