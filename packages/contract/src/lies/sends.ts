import type { LocalPublication, RtcDriver } from '@jackfield/core/adapter';
import type { DriverContext } from '../rig/middleware.ts';

/** A driver whose own tracks are something else before the vendor gets them. */
export function sends(
  { driver }: DriverContext,
  change: (track: MediaStreamTrack) => MediaStreamTrack,
): Pick<RtcDriver, 'doJoin' | 'doSyncLocal' | 'doReplaceTrack'> {
  const made = new Map<MediaStreamTrack, MediaStreamTrack>();
  const changed = (track: MediaStreamTrack | null): MediaStreamTrack | null => {
    if (!track) return null;
    const known = made.get(track) ?? change(track);
    made.set(track, known);
    return known;
  };
  const all = (wanted: readonly LocalPublication[]): readonly LocalPublication[] =>
    wanted.map((each) => ({ ...each, track: changed(each.track) }));
  return {
    doJoin: (request) => driver.doJoin({ ...request, local: all(request.local) }),
    doSyncLocal: (wanted, call) => driver.doSyncLocal(all(wanted), call),
    doReplaceTrack: (source, track, call) => driver.doReplaceTrack(source, changed(track), call),
  };
}

/** A copy made inside the platform, as by `MediaStream.clone()`: nothing on the track itself can see it. */
export function platformCopy(track: MediaStreamTrack): MediaStreamTrack {
  const prototype: unknown = Object.getPrototypeOf(track);
  const clone: unknown =
    typeof prototype === 'object' && prototype !== null ? Reflect.get(prototype, 'clone') : undefined;
  if (typeof clone !== 'function') throw new TypeError('This track has no clone() of the platform.');
  const copy = Reflect.apply(clone, track, []) as MediaStreamTrack;
  copy.enabled = true;
  return copy;
}
