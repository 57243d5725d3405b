/**
 * Clones a track of core's for an SDK that switches on what it is given (`enabled = true`): to the clone, and to what is cloned from it,
 * that is nothing new, so that core's gate holds and has nothing to count. Switching off, and on again after that, goes through. Stopping
 * the clone leaves the track alone.
 */
export function cloneForVendor(track: Pick<MediaStreamTrack, 'clone'>): MediaStreamTrack {
  const clone = track.clone();
  const cloneAgain = clone.clone.bind(clone);
  const write = writerOf(clone);
  let wanted = true;
  return Object.defineProperties(clone, {
    enabled: {
      configurable: true,
      enumerable: true,
      get: () => wanted,
      set(value: unknown) {
        if (Boolean(value) === wanted) return;
        wanted = Boolean(value);
        write(wanted);
      },
    },
    clone: { configurable: true, value: () => cloneForVendor({ clone: cloneAgain }) },
  });
}

/** The setter of `enabled` that a track has now: the gate's, or the platform's. */
function writerOf(track: MediaStreamTrack): (value: boolean) => void {
  for (let owner: unknown = track; owner; owner = Object.getPrototypeOf(owner)) {
    const set = Object.getOwnPropertyDescriptor(owner, 'enabled')?.set;
    if (set) return set.bind(track);
  }
  return () => undefined;
}
