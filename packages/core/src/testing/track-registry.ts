import { FakeMediaStreamTrack } from './fake-track.ts';
import { TrackSource, type TrackSourceInit } from './fake-track.ts';

/** All tracks that ever were. */
export interface TrackRegistry {
  /** Every track, in the order of making. */
  readonly all: readonly FakeMediaStreamTrack[];
  /** Those that have not ended. */
  readonly live: readonly FakeMediaStreamTrack[];
  /** Live tracks that give something other than silence or black. */
  readonly emitting: readonly FakeMediaStreamTrack[];
  /** All clones of a track, clones of clones too. */
  clonesOf(track: FakeMediaStreamTrack): readonly FakeMediaStreamTrack[];
  /** Makes a track that comes from nowhere: a far end's, or a processor's. `released` is called when its last clone is stopped. */
  create(
    init: Partial<TrackSourceInit> & Pick<TrackSourceInit, 'kind'>,
    released?: () => void,
  ): FakeMediaStreamTrack;
}

/** Makes an empty registry. */
export function createTrackRegistry(): TrackRegistry {
  const sources = new Set<TrackSource>();
  const all = (): FakeMediaStreamTrack[] => [...sources].flatMap((source) => [...source.tracks]);
  return {
    get all() {
      return all();
    },
    get live() {
      return all().filter((track) => track.readyState === 'live');
    },
    get emitting() {
      return all().filter((track) => track.emits);
    },
    clonesOf(track) {
      const descends = (clone: FakeMediaStreamTrack): boolean =>
        clone.clonedFrom !== undefined && (clone.clonedFrom === track || descends(clone.clonedFrom));
      return [...track.source.tracks].filter(descends);
    },
    create(init, released) {
      const source = new TrackSource({ origin: 'test', ...init }, released);
      sources.add(source);
      return new FakeMediaStreamTrack(source);
    },
  };
}
