import type { Change } from './change.ts';
import type { DriverFacts, Facts, TwoLegFactName } from './fact.ts';
import { newLeg } from './leg-state.ts';
import { lobbyHandlers, tellPlayback } from './reduce-lobby.ts';
import { setPublication, showPublications } from './reduce-local.ts';
import { setRender, setSubscription } from './reduce-remote.ts';
import { depart, reconcileRoster } from './roster.ts';
import { updatePerson } from './update-person.ts';

/** The rules for what core itself finds out. */
export const sessionHandlers: SessionHandlers = {
  ...lobbyHandlers,
  joinSucceeded(change, { leg, identity, result: { roster, permissions, role } }) {
    const { self, session } = change.fields;
    change.openLeg(leg, { ...newLeg(identity), permissions });
    if (session.status === 'joining') {
      change.assign({ leading: leg });
      if (self) change.assign({ self: { ...self, permissions, role: role ?? self.role } });
    }
    if (session.status !== 'joined') change.setSession({ status: 'joined' });
    reconcileRoster(change, leg, roster, { existing: true });
  },
  joinFailed(change) {
    empty(change);
    lobbyHandlers.joinFailed(change, {});
  },
  callEnded(change, data) {
    empty(change);
    lobbyHandlers.callEnded(change, data);
  },
  selfChanged(change, part) {
    const { self } = change.fields;
    if (self) change.assign({ self: { ...self, ...part } });
  },
  heldExpired(change, { leg }) {
    for (const [id, remoteId] of change.leg(leg)?.held.entries() ?? []) depart(change, leg, remoteId, id);
  },
  profileResolved(change, { participantId, displayName }) {
    const person = change.people.get(participantId);
    if (person) updatePerson(change, { ...person, resolvedName: displayName });
  },
  subscriptionChanged: setSubscription,
  renderChanged: setRender,
  publicationChanged(change, { leg, source, publication }) {
    setPublication(change, leg, source, publication);
  },
  playbackChanged: setBlocked,
};

/** Takes what the browser refuses of core's own elements, or of the SDK of a leg. */
export function setBlocked(change: Change, { leg, blocked, interrupted }: Facts['playbackChanged']): void {
  const draft = leg === undefined ? undefined : change.leg(leg);
  if (draft) {
    if (draft.fields.playbackBlocked !== blocked)
      draft.fields = { ...draft.fields, playbackBlocked: blocked };
  } else if (leg === undefined && change.fields.elementsBlocked !== blocked)
    change.assign({ elementsBlocked: blocked });
  tellBlocked(change, interrupted);
}

/** Tells whether anything is refused, where that changed. */
export function tellBlocked(change: Change, interrupted: boolean = change.fields.playbackInterrupted): void {
  const { elementsBlocked } = change.fields;
  const blocked =
    elementsBlocked || change.legs().some((leg) => change.leg(leg)?.fields.playbackBlocked ?? false);
  tellPlayback(change, { blocked, interrupted });
}

/** Tells whether the room of any leg is being recorded. */
export function tellRecording(change: Change): void {
  const recording = change.legs().some((leg) => change.leg(leg)?.fields.recording ?? false);
  if (change.fields.recording === recording) return;
  change.assign({ recording });
  change.emit('recording-changed', { recording });
}

/** Empties the room: everybody goes, with their events. */
function empty(change: Change): void {
  for (const leg of change.legs()) {
    for (const [remoteId, id] of change.leg(leg)?.ids.entries() ?? []) depart(change, leg, remoteId, id);
    change.closeLeg(leg);
  }
  change.assign({ leading: undefined });
  tellBlocked(change);
  showPublications(change);
  tellRecording(change);
}

type SessionHandlers = {
  readonly [Name in Exclude<keyof Facts, keyof DriverFacts | TwoLegFactName>]: (
    change: Change,
    data: Facts[Name],
  ) => void;
};
