import type { Connection } from '../leg/connection.ts';
import type { RemoteSourceKey } from '../model/remote-source-key.ts';
import { mediaKindOf, sourceKinds } from '../model/source-kind.ts';
import type { MachineState } from '../state/machine-state.ts';
import { presenceOn } from '../state/person.ts';
import { normalise } from '../stats/get-stats.ts';
import type { Clock } from '../timing/clock.ts';

/** The tracks of one leg over which something has come: by statistics, as a hidden tab draws nothing. */
export interface Evidence {
  /** Tells whether frames of a track were decoded, or packets of it came. */
  has(track: MediaStreamTrack): boolean;
  /** Looks anew, where a track is not known to give anything. */
  look(): Promise<void>;
}

/** The time that a reading may take, in milliseconds. */
const readingMs = 2_000;
/**
 * The time for which something must have come, in milliseconds. Measured: some SDKs begin a publication with black and silence of their
 * own, and send what they were given up to 300 ms later.
 */
const steadyMs = 500;

/** Makes the evidence of a leg: nothing is known to come over it. */
export function createEvidence(
  { leg, adapter }: Pick<Connection, 'leg' | 'adapter'>,
  { state, clock }: { state(): MachineState; readonly clock: Clock },
): Evidence {
  const { generation } = leg;
  /** The time since which each is known to give something. */
  const since = new WeakMap<MediaStreamTrack, number>();
  let looking: Promise<void> | undefined;

  function unknown(): readonly (RemoteSourceKey & { readonly track: MediaStreamTrack })[] {
    return [...state().people].flatMap(([participantId, person]) =>
      sourceKinds.flatMap((source) => {
        const track = presenceOn(person, generation)?.sources[source]?.track;
        return track && !since.has(track) ? [{ participantId, source, track }] : [];
      }),
    );
  }
  async function read(): Promise<void> {
    const asked = unknown();
    if (asked.length === 0) return;
    // A vendor without statistics leaves the browser's word: a track is muted until its first packet.
    if (!adapter.capabilities.stats) {
      for (const { track } of asked) if (!track.muted) since.set(track, clock.now());
      return;
    }
    const reports = await leg.call(['stats'], { ms: readingMs, what: 'Reading statistics' }, (driver) =>
      driver.doGetStats ? driver.doGetStats() : Promise.resolve([]),
    );
    const known = [...state().people].flatMap(([participantId, person]) =>
      sourceKinds.flatMap((source) => {
        const track = presenceOn(person, generation)?.sources[source]?.track;
        return track ? [{ participantId, source, trackId: track.id }] : [];
      }),
    );
    const { media } = normalise(reports, {
      known,
      toParticipant: (remoteId) => state().legs.get(generation)?.ids.get(remoteId),
      since: undefined,
    });
    for (const { participantId, source, track } of asked) {
      const told = media.find(
        (each) =>
          each.direction === 'receive' && each.participantId === participantId && each.source === source,
      );
      const came = told && (mediaKindOf(source) === 'audio' ? told.packets > 0 : (told.width ?? 0) > 0);
      // What no report names is judged by the browser's word.
      if (came ?? !track.muted) since.set(track, clock.now());
    }
  }
  return {
    has: (track) => clock.now() - (since.get(track) ?? Infinity) >= steadyMs,
    look() {
      looking ??= read()
        // A reading that failed says nothing: the next one may.
        .catch(() => undefined)
        .finally(() => {
          looking = undefined;
        });
      return looking;
    },
  };
}
