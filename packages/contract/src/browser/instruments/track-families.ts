import type { SourceKind } from '@jackfield/core';
import type { RealmWindow } from '../realm-window.ts';

/** Where a captured track comes from. */
export interface TrackOrigin {
  /** The own source that it was captured for. */
  readonly source: SourceKind;
  /** What its settings say. */
  readonly settings: MediaTrackSettings;
  /** Its name. */
  readonly label: string;
}

/** Captured tracks with everything that was cloned from them, by whomever. */
export interface TrackFamilies {
  /** Remembers where a track comes from; its clones come from there too. */
  adopt(track: MediaStreamTrack, origin: TrackOrigin): void;
  /** Where a track comes from; undefined for what was not captured here, such as a mix. */
  originOf(track: MediaStreamTrack): TrackOrigin | undefined;
  /** The live tracks of one origin, or of all. */
  live(origin?: TrackOrigin): readonly MediaStreamTrack[];
}

/** Watches clones from now on, and lets tracks say the settings of their origin. */
export function watchTrackFamilies(page: RealmWindow): TrackFamilies {
  const origins = new Map<MediaStreamTrack, TrackOrigin>();
  const track = page.MediaStreamTrack.prototype;
  const stream = page.MediaStream.prototype;
  const { clone, getSettings } = track;
  const { clone: cloneStream } = stream;
  const inherit = (child: MediaStreamTrack, parent: MediaStreamTrack): void => {
    const origin = origins.get(parent);
    if (origin) origins.set(child, origin);
  };
  track.clone = function (this: MediaStreamTrack) {
    const child = Reflect.apply(clone, this, []);
    inherit(child, this);
    return child;
  };
  stream.clone = function (this: MediaStream) {
    const copy = Reflect.apply(cloneStream, this, []);
    for (const kind of ['getAudioTracks', 'getVideoTracks'] as const) {
      const parents = this[kind]();
      for (const [index, child] of copy[kind]().entries()) {
        const parent = parents[index];
        if (parent) inherit(child, parent);
      }
    }
    return copy;
  };
  track.getSettings = function (this: MediaStreamTrack) {
    return { ...Reflect.apply(getSettings, this, []), ...origins.get(this)?.settings };
  };
  const label = Object.getOwnPropertyDescriptor(track, 'label');
  Object.defineProperty(track, 'label', {
    ...label,
    get(this: MediaStreamTrack): unknown {
      return origins.get(this)?.label ?? (label?.get && Reflect.apply(label.get, this, []));
    },
  });
  return {
    adopt: (captured, origin) => {
      origins.set(captured, origin);
    },
    originOf: (each) => origins.get(each),
    live: (origin) =>
      [...origins].flatMap(([each, its]) =>
        each.readyState === 'live' && (origin === undefined || its === origin) ? [each] : [],
      ),
  };
}
