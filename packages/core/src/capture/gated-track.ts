/** A member of a gated family. */
export interface GatedTrack {
  /** The track. */
  readonly track: MediaStreamTrack;
  /** Brings the platform's `enabled` in line with the gate. */
  apply(): void;
}

/** The gate as its tracks see it. */
export interface GatedTrackHost {
  /** Tells whether anything passes now. */
  isOpen(): boolean;
  /** Counts a write of `enabled = true` against the closed gate. */
  contained(): void;
  /** A track was made. */
  joined(member: GatedTrack): void;
}

/** The platform's accessor; a double may keep a plain value instead. */
function platformEnabled(track: MediaStreamTrack): (value: boolean) => void {
  for (let owner: unknown = track; owner; owner = Object.getPrototypeOf(owner)) {
    const set = Object.getOwnPropertyDescriptor(owner, 'enabled')?.set;
    if (set) return set.bind(track);
  }
  throw new TypeError('This track has no `enabled` accessor: it cannot be gated.');
}

/**
 * Puts a track behind a gate, in place. Its `enabled` becomes an accessor of its own, whose effective value is "the gate is
 * open and the vendor wants it"; its clones are gated likewise. Whatever a vendor writes, nothing passes a closed gate.
 * (`MediaStream.clone()` copies tracks inside the platform: for SDKs that use it adapters declare `audioRelayNeeded`.)
 */
export function gateTrack(
  track: MediaStreamTrack,
  host: GatedTrackHost,
  wantedAtFirst = true,
): MediaStreamTrack {
  const setEnabled = platformEnabled(track);
  let wanted = wantedAtFirst;
  const apply = (): void => {
    setEnabled(host.isOpen() && wanted);
  };
  const platformClone = track.clone.bind(track);
  Object.defineProperties(track, {
    enabled: {
      configurable: true,
      enumerable: true,
      get: () => host.isOpen() && wanted,
      set(value: unknown) {
        wanted = Boolean(value);
        if (wanted && !host.isOpen()) host.contained();
        apply();
      },
    },
    clone: {
      configurable: true,
      value: () => gateTrack(platformClone(), host, wanted),
    },
  });
  // A clone does not copy `enabled` in every browser.
  apply();
  host.joined({ track, apply });
  return track;
}
