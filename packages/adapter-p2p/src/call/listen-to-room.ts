import { sourceKinds, type RtcDriverSink, type SourceKind } from '@jackfield/core/adapter';
import type { SignallingListener, SignallingWelcome } from '../signalling/signalling.ts';
import type { LocalPublications } from './local-publications.ts';
import type { Roster } from './roster.ts';

/** What the room's events act on. */
export interface RoomParts {
  readonly sink: RtcDriverSink;
  readonly roster: Roster;
  readonly local: LocalPublications;
  /** Connects to everybody anew. */
  readonly restarted: (welcome: SignallingWelcome) => void;
  /** Carries out what a moderator did to an own source. */
  readonly moderated: (action: 'mute' | 'unpublish', source: SourceKind) => void;
  /** Gets fresh ICE servers. */
  readonly refresh: () => void;
  /** Lets go of everything. */
  readonly over: () => void;
}

/** Turns the events of a room into facts, and into work on the connections. */
export function listenToRoom({
  sink,
  roster,
  local,
  restarted,
  refresh,
  moderated,
  over,
}: RoomParts): SignallingListener {
  return {
    memberJoined: (member) => roster.joined(member),
    memberLeft: (id) => roster.left(id),
    memberSuspended: (id) => roster.peer(id)?.setSuspended(true),
    memberResumed: (id) => roster.peer(id)?.setSuspended(false),
    memberState: (id, state) => roster.peer(id)?.takeState(state),
    memberProfile: (id, displayName) => roster.renamed(id, displayName),
    memberRights: (id, rights) => roster.changeRights(id, rights),
    rights({ permissions, role }) {
      sink.permissionsChanged({ permissions, role });
      for (const source of sourceKinds) {
        if (local.get(source) && !permissions.publish.includes(source)) moderated('unpublish', source);
      }
    },
    signal: (from, payload) => roster.peer(from)?.receive(payload),
    moderated(action, name) {
      const source = sourceKinds.find((kind) => kind === name);
      if (!source || !local.get(source)) return;
      moderated(action, source);
    },
    interrupted: (error) => sink.connectionInterrupted({ error }),
    resumed() {
      refresh();
      sink.connectionRestored({ mode: 'resumed', roster: roster.begin() });
      for (const peer of roster.peers) peer.retry();
    },
    restarted(welcome) {
      refresh();
      restarted(welcome);
      sink.connectionRestored({ mode: 'restarted', roster: roster.begin() });
    },
    ended(reason, error) {
      over();
      sink.ended({ reason, vendorHasLeft: true, error });
    },
  };
}
