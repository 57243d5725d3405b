import { mediaKindOf, type SourceKind } from '../model/source-kind.ts';

/** A track that may be in a report. */
export interface KnownTrack {
  /** The sender of it; undefined for the local side. */
  readonly participantId: string | undefined;
  readonly source: SourceKind;
  /** Its id, as reports name it; undefined where only its existence is known. */
  readonly trackId: string | undefined;
}

/** The facts that are known of a track in a report. */
export interface TrackSought {
  readonly direction: 'send' | 'receive';
  readonly kind: 'audio' | 'video';
  readonly trackId: string | undefined;
  /** Whose connection it came over; undefined for everybody's. */
  readonly participantId: string | undefined;
  /** The one source that the report is about. */
  readonly source: SourceKind | undefined;
  /** Every track that the report names: one of these is told by its id, and by nothing else. */
  readonly named: ReadonlySet<string>;
}

/**
 * Which source a track of a report belongs to: the one that the driver named, the one with the same track, or the only one
 * that it can be (an SDK that sends a clone has a track of another id). Undefined where that would be a guess.
 */
export function findTrack(known: readonly KnownTrack[], sought: TrackSought): KnownTrack | undefined {
  const { direction, kind, trackId, participantId, source, named } = sought;
  const possible = known.filter(
    (track) =>
      mediaKindOf(track.source) === kind &&
      (track.participantId === undefined) === (direction === 'send') &&
      (source === undefined || track.source === source) &&
      (direction === 'send' || participantId === undefined || track.participantId === participantId),
  );
  const same = trackId === undefined ? undefined : possible.find((track) => track.trackId === trackId);
  if (same) return same;
  // A connection may hold a receiver that nothing comes over yet, which is not the camera of the other one.
  const unnamed = possible.filter((track) => track.trackId === undefined || !named.has(track.trackId));
  return unnamed.length === 1 ? unnamed[0] : undefined;
}
