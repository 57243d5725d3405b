import type { LocalPublication } from '../adapter/rtc-driver.ts';
import type { SourceKind } from '../model/source-kind.ts';
import type { Gate, GatedFamily } from './gate.ts';
import type { LocalMediaPort } from './local-media.ts';

/** What a source has to publish. */
export interface Offer {
  /** The ungated track; null while it is announced muted without one. */
  readonly track: MediaStreamTrack | null;
  /** What stands before it. */
  readonly gate: Gate;
  /** Whether it is announced muted. */
  readonly muted: boolean;
  /** See {@link LocalPublication.contentHint}. */
  readonly contentHint: LocalPublication['contentHint'];
}

/** One publication of every leg: its gated clones, and what the machine was last told of it. */
export interface Publication {
  /** Tells the machine what changed since the last time, and ends clones that nobody sends any more. */
  tell(): Promise<void>;
  /** What a leg should publish now. */
  outgoing(leg: number): LocalPublication | undefined;
  /** Ends the clones of a leg, or of all. */
  end(leg?: number): void;
  /** Runs an action on every clone that is handed out. */
  each(action: (track: MediaStreamTrack) => void): void;
}

/** Makes the publication of a source. `offer` is read each time; undefined means that nothing is to be published. */
export function createPublication(
  source: SourceKind,
  port: LocalMediaPort,
  offer: () => Offer | undefined,
): Publication {
  let handed: { readonly leg: number; readonly track: MediaStreamTrack; readonly family: GatedFamily }[] = [];
  let told: Offer | undefined;

  function endWhere(done: (entry: (typeof handed)[number]) => boolean): void {
    for (const entry of handed) if (done(entry)) entry.family.stop();
    handed = handed.filter((entry) => !done(entry));
  }

  async function change(was: Offer, now: Offer): Promise<void> {
    // What failed is not there to be changed: it is published anew as it should be now. Nobody need hear of its mute.
    if (port.stateOf(source).publication.status === 'failed') {
      if (was.muted || !now.muted) await port.syncPublications(source);
      return;
    }
    const replace = async (): Promise<void> => {
      if (now.track !== was.track) await port.replaceTrack(source);
    };
    // Muting is announced before the track goes, unmuting after it came: nobody takes a release for a lost device.
    if (!now.muted) await replace();
    if (now.muted !== was.muted) await port.setMuted(source);
    if (now.muted) await replace();
  }

  return {
    async tell() {
      const was = told;
      const now = offer();
      told = now;
      try {
        if (was && now) await change(was, now);
        else if (was ?? now) await port.syncPublications(source);
      } catch (error) {
        // The next time it is tried again.
        if (told === now) told = was;
        throw error;
      } finally {
        const track = offer()?.track;
        endWhere((entry) => entry.track !== track);
      }
    },
    outgoing(leg) {
      const now = offer();
      if (!now) return undefined;
      const { track, gate, muted, contentHint } = now;
      if (!track) return { source, track, muted: true, contentHint };
      // A vendor may have stopped its clone: it gets another one.
      let entry = handed.find(
        (known) => known.leg === leg && known.track === track && known.family.track.readyState === 'live',
      );
      if (!entry) {
        entry = { leg, track, family: gate.hand(track) };
        handed.push(entry);
      }
      return { source, track: entry.family.track, muted, contentHint };
    },
    end(leg) {
      if (leg === undefined) told = undefined;
      endWhere((entry) => leg === undefined || entry.leg === leg);
    },
    each(action) {
      for (const { family } of handed) family.each(action);
    },
  };
}
