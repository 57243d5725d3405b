import type { RemoteSourceKey } from '../model/remote-source-key.ts';
import type { RemoteMedia } from '../rendering/remote-media.ts';
import type { Clock } from '../timing/clock.ts';

/** The sounds that are played unheard, to take over without a gap. */
export interface PreparedSounds {
  /** Plays a track of a source unheard. Does nothing twice. */
  prepare(key: RemoteSourceKey, track: MediaStreamTrack): void;
  /** Tells whether a track plays. */
  has(key: RemoteSourceKey, track: MediaStreamTrack): boolean;
  /** Ends those that have not been taken over. */
  end(): void;
}

/** The parts that prepared sounds work with. */
interface PreparedSoundsPort {
  readonly clock: Clock;
  readonly remote: Pick<RemoteMedia, 'prepare'>;
  /** A prepared sound plays. */
  changed(): void;
}

interface Prepared {
  readonly key: RemoteSourceKey;
  readonly track: MediaStreamTrack;
  plays: boolean;
  /** Ends the wait for it to play. */
  undo(): void;
}

/** The time after which a sound takes over that does not say that it plays, in milliseconds. */
const longestMs = 1_000;

/** Makes an empty set of them. */
export function createPreparedSounds({ clock, remote, changed }: PreparedSoundsPort): PreparedSounds {
  const prepared = new Map<string, Prepared>();
  const nameOf = ({ participantId, source }: RemoteSourceKey): string => `${participantId}/${source}`;
  return {
    prepare(key, track) {
      const name = nameOf(key);
      if (prepared.get(name)?.track === track) return;
      prepared.get(name)?.undo();
      const undo = clock.after(longestMs, () => {
        plays();
      });
      const one = { key, track, plays: false, undo };
      const plays = (): void => {
        undo();
        one.plays = true;
        changed();
      };
      prepared.set(name, one);
      void remote.prepare(key, track).then(plays);
    },
    has(key, track) {
      const one = prepared.get(nameOf(key));
      return one?.track === track && one.plays;
    },
    end() {
      for (const { key, undo } of prepared.values()) {
        undo();
        void remote.prepare(key, undefined);
      }
      prepared.clear();
    },
  };
}
