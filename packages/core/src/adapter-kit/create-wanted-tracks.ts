import type { RtcDriverSink } from '../adapter/rtc-driver-sink.ts';
import type { SourceKind } from '../model/source-kind.ts';

/**
 * The remote tracks that core wants, and those that the vendor has. Both may come first; core is given a track when it is wanted and there,
 * once, and again when it is another one.
 */
export interface WantedTracks {
  /** Takes that core wants these of somebody, and nothing else. */
  want(remoteId: string, sources: Iterable<SourceKind>): void;
  /** The sources of somebody that core wants. */
  wanted(remoteId: string): ReadonlySet<SourceKind>;
  /** Takes that the vendor has these tracks of somebody, and no others. */
  have(remoteId: string, tracks: ReadonlyMap<SourceKind, MediaStreamTrack>): void;
  /** Takes that the vendor has this track, or none of that source any more. */
  set(remoteId: string, source: SourceKind, track: MediaStreamTrack | undefined): void;
  /** Takes that everything the vendor had of somebody is lost with its transport; `repair` as in the fact. */
  lose(remoteId: string, repair: 'driver' | 'core'): void;
  /** Forgets all about somebody who is gone or publishes nothing, without a word. */
  forget(remoteId: string): void;
}

interface Tracks {
  wanted: ReadonlySet<SourceKind>;
  there: ReadonlyMap<SourceKind, MediaStreamTrack>;
  readonly given: Map<SourceKind, MediaStreamTrack>;
}

/** Makes the book-keeping of remote tracks of a leg. */
export function createWantedTracks(
  sink: Pick<RtcDriverSink, 'remoteTrack' | 'remoteTrackLost'>,
): WantedTracks {
  const people = new Map<string, Tracks>();
  const of = (remoteId: string): Tracks => {
    const known = people.get(remoteId) ?? { wanted: new Set(), there: new Map(), given: new Map() };
    people.set(remoteId, known);
    return known;
  };
  const deliver = (remoteId: string, { wanted, there, given }: Tracks): void => {
    for (const [source, track] of there) {
      if (!wanted.has(source) || given.get(source) === track) continue;
      given.set(source, track);
      sink.remoteTrack({ remoteId, source, track });
    }
    for (const source of [...given.keys()]) {
      if (wanted.has(source) && there.has(source)) continue;
      given.delete(source);
      // What core wants no longer it does not miss.
      if (wanted.has(source)) sink.remoteTrackLost({ remoteId, source });
    }
  };
  const have = (remoteId: string, tracks: ReadonlyMap<SourceKind, MediaStreamTrack>): void => {
    const one = of(remoteId);
    one.there = tracks;
    deliver(remoteId, one);
  };
  return {
    want(remoteId, sources) {
      const one = of(remoteId);
      one.wanted = new Set(sources);
      deliver(remoteId, one);
    },
    wanted: (remoteId) => people.get(remoteId)?.wanted ?? new Set(),
    have,
    set(remoteId, source, track) {
      const tracks = new Map(people.get(remoteId)?.there);
      if (track) tracks.set(source, track);
      else tracks.delete(source);
      have(remoteId, tracks);
    },
    lose(remoteId, repair) {
      const one = people.get(remoteId);
      if (!one) return;
      const sources = [...one.given.keys()];
      one.given.clear();
      one.there = new Map();
      for (const source of sources) sink.remoteTrackLost({ remoteId, source, repair });
    },
    forget(remoteId) {
      people.delete(remoteId);
    },
  };
}
