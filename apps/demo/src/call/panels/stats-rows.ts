import type { MediaStats, SessionStats } from '@jackfield/core/stats';

/** What is told of one person, or of what is sent. */
export interface StatsRow {
  /** `Participant.id`; undefined for what is sent. */
  readonly participantId: string | undefined;
  /** Bits per second, everything together. */
  readonly bitrate: number | undefined;
  readonly roundTripMs: number | undefined;
  /** The worst of the sources, 0…1. */
  readonly lossFraction: number | undefined;
  /** Of the camera. */
  readonly framesPerSecond: number | undefined;
  readonly codecs: readonly string[];
}

/** One row for what is sent and one for each person, in the order given. */
export function rowsOf({ media, connections }: SessionStats, ids: readonly string[]): readonly StatsRow[] {
  const sent = media.filter(({ direction }) => direction === 'send');
  const shared = connections.find(({ participantId }) => participantId === undefined)?.roundTripMs;
  return [
    rowOf(undefined, sent, worst(connections.map(({ roundTripMs }) => roundTripMs))),
    ...ids.map((id) =>
      rowOf(
        id,
        media.filter(({ direction, participantId }) => direction === 'receive' && participantId === id),
        connections.find(({ participantId }) => participantId === id)?.roundTripMs ?? shared,
      ),
    ),
  ];
}

function rowOf(
  participantId: string | undefined,
  media: readonly MediaStats[],
  roundTripMs: number | undefined,
): StatsRow {
  const bitrates = media.flatMap(({ bitrate }) => (bitrate === undefined ? [] : [bitrate]));
  return {
    participantId,
    bitrate: bitrates.length === 0 ? undefined : bitrates.reduce((sum, bitrate) => sum + bitrate, 0),
    roundTripMs: roundTripMs ?? worst(media.map((one) => one.roundTripMs)),
    lossFraction: worst(media.map(({ lossFraction }) => lossFraction)),
    framesPerSecond: media.find(({ source }) => source === 'camera')?.framesPerSecond,
    codecs: [...new Set(media.flatMap(({ codec }) => codec ?? []))],
  };
}

function worst(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}
