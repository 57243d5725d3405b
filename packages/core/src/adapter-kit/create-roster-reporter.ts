import type { RemoteParticipantInfo } from '../adapter/remote-participant-info.ts';
import type { RtcDriverSink } from '../adapter/rtc-driver-sink.ts';

/**
 * A leg's roster, reported as it changes. An adapter says only *look at this one again*; what has become of them is found out by comparing, at the
 * end of the turn, so that several events about one person become one fact, in whatever order the vendor sends them.
 */
export interface RosterReporter {
  /** Begins with everybody who is there now, for a join's result or a restored connection. Nothing is reported before. */
  begin(): readonly RemoteParticipantInfo[];
  /** Looks at somebody again, when this turn is over. */
  look(key: string): void;
  /** Looks at them now, for a fact that must not come before. */
  flush(): void;
  /** Reports nothing until the next `begin`: a vendor may take everybody out of the room while it restarts. */
  pause(): void;
  /** The vendor's key of a presence that was reported. */
  keyOf(remoteId: string): string | undefined;
  /** The presence by which somebody was reported. */
  idOf(key: string): string | undefined;
}

/** Makes a reporter of a leg's roster. It reports nothing before `begin`. */
export function createRosterReporter({ sink, keys, describe, existing }: RosterReading): RosterReporter {
  const ids = new Map<string, string>();
  const known = new Map<string, string>();
  const due = new Set<string>();
  let paused = true;

  const learn = (key: string, remoteId: string): void => {
    ids.set(key, remoteId);
    known.set(remoteId, key);
  };
  const forget = (key: string, remoteId: string): void => {
    ids.delete(key);
    known.delete(remoteId);
  };
  const report = (key: string): void => {
    const before = ids.get(key);
    const info = describe(key);
    if (before !== undefined && before !== info?.remoteId) {
      forget(key, before);
      sink.participantLeft({ remoteId: before });
    }
    if (!info) return;
    const { remoteId, displayName, role, permissions, sources } = info;
    if (before === remoteId) {
      sink.participantUpdated({ remoteId, displayName, role, permissions, sources });
    } else {
      learn(key, remoteId);
      sink.participantJoined({ existing: existing?.() ?? false, ...info });
    }
  };
  const flush = (): void => {
    const now = [...due];
    due.clear();
    for (const key of now) report(key);
  };
  return {
    begin() {
      paused = false;
      due.clear();
      ids.clear();
      known.clear();
      return [...keys()].flatMap((key) => {
        const info = describe(key);
        if (!info) return [];
        learn(key, info.remoteId);
        return [{ ...info, existing: true }];
      });
    },
    look(key) {
      if (paused) return;
      if (due.size === 0) queueMicrotask(flush);
      due.add(key);
    },
    flush,
    pause() {
      paused = true;
      due.clear();
    },
    keyOf: (remoteId) => known.get(remoteId),
    idOf: (key) => ids.get(key),
  };
}

/** The questions to a vendor about who is there. */
export interface RosterReading {
  /** Takes the facts. */
  readonly sink: Pick<RtcDriverSink, 'participantJoined' | 'participantUpdated' | 'participantLeft'>;
  /** The vendor's keys of everybody who is there now. */
  keys(): Iterable<string>;
  /** Describes somebody as they are now; undefined where they are not there. Another `remoteId` is another presence. */
  describe(key: string): RemoteParticipantInfo | undefined;
  /** Tells whether somebody who is reported now was there before this session; false where left out. */
  existing?(): boolean;
}
