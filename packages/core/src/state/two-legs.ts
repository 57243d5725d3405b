import type { RemoteParticipantInfo } from '../adapter/remote-participant-info.ts';
import { sourceKinds } from '../model/source-kind.ts';
import type { Change, TwoLegRules } from './change.ts';
import type { Fact, Facts, TwoLegFactName } from './fact.ts';
import { add } from './field-change.ts';
import type { MachineState } from './machine-state.ts';
import { otherLegsOf } from './match.ts';
import { presenceOf, presenceOn, type Presence } from './person.ts';
import { reduce } from './reduce.ts';
import { showPublications } from './reduce-local.ts';
import { tellBlocked, tellRecording } from './reduce-session.ts';
import { arrive, depart } from './roster.ts';
import { showSource, updatePerson, updatePresence } from './update-person.ts';

/** Does what `reduce` does, for a call that may have two legs. A call with one ships nothing of this. */
export function reduceTwoLegs(state: MachineState, fact: Fact): Change {
  return reduce(state, fact, twoLegRules);
}

const handlers: {
  readonly [Name in TwoLegFactName]: (change: Change, data: Facts[Name]) => void;
} = {
  leadMoved(change, { leg }) {
    if (change.leg(leg)) lead(change, leg);
  },
  renderMoved(change, { participantId, source, leg }) {
    const person = change.people.get(participantId);
    if (!person || !presenceOn(person, leg)?.sources[source]) return;
    updatePerson(change, { ...person, rendered: { ...person.rendered, [source]: leg } });
    showSource(change, participantId, source);
  },
  legClosed(change, { leg }) {
    const draft = change.leg(leg);
    const [next, ...others] = change.legs().filter((each) => each !== leg);
    if (!draft || next === undefined) return;
    // Before anybody is gone: what they were on the leg that goes on is what they are.
    if (change.fields.leading === leg) lead(change, next);
    for (const [remoteId, id] of draft.ids.entries()) depart(change, leg, remoteId, id);
    change.closeLeg(leg);
    tellBlocked(change);
    tellRecording(change);
    if (others.length > 0) return;
    // There is nobody left for whom they could be taken.
    for (const [, info] of change.leg(next)?.waiting.entries() ?? []) arrive(change, next, info);
    const isAway = change.leg(next)?.fields.connection === 'reconnecting';
    if (isAway && change.fields.session.status === 'joined') change.setSession({ status: 'reconnecting' });
  },
  waitingExpired(change, { leg, remoteId }) {
    const info = change.leg(leg)?.waiting.get(remoteId);
    if (info) arrive(change, leg, info);
  },
  switchTold(change, event) {
    change.events = add(change.events, event);
  },
};

const twoLegRules: TwoLegRules = {
  isDouble,
  take(change, fact) {
    if (!isOfTwoLegs(fact)) return;
    const handler = handlers[fact.type] as (change: Change, data: Fact['data']) => void;
    handler(change, fact.data);
  },
  matcherOf(change, leg) {
    const elsewhere = otherLegsOf(change, leg);
    return (info) => {
      const [same, ...more] = elsewhere(info);
      if (same !== undefined && more.length === 0) joinPerson(change, leg, info, same);
      else if (same === undefined && change.legs().length > 1 && leg !== change.fields.leading) {
        // Their other leg may not have told of them yet, and ids that were told never merge.
        change.leg(leg)?.waiting.set(info.remoteId, info);
        change.cause({ type: 'expire-waiting', leg, remoteId: info.remoteId });
      } else return false;
      return true;
    };
  },
  arrived(change, leg) {
    for (const other of change.legs()) {
      if (other === leg) continue;
      const elsewhere = otherLegsOf(change, other);
      for (const [, info] of change.leg(other)?.waiting.entries() ?? []) {
        const [same, ...more] = elsewhere(info);
        if (same !== undefined && more.length === 0) joinPerson(change, other, info, same);
      }
    }
  },
};

/** The number of messages that are remembered of one person on one leg. */
const heardLimit = 50;

/** Tells whether a message has come over another leg already: of each text the leg that told most of them has told all. */
function isDouble(change: Change, leg: number, { remoteId, topic, text }: Facts['messageReceived']): boolean {
  const person = change.people.get(change.leg(leg)?.ids.get(remoteId) ?? '');
  const presence = person && presenceOn(person, leg);
  if (!presence || person.presences.length < 2) return false;
  const name = JSON.stringify([topic, text]);
  const of = ({ heard }: Presence): number => heard?.get(name) ?? 0;
  const told = Math.max(...person.presences.filter((each) => each !== presence).map(of));
  const heard = new Map(presence.heard).set(name, of(presence) + 1);
  for (const [oldest] of heard) if (heard.size > heardLimit) heard.delete(oldest);
  updatePresence(change, person, { ...presence, heard });
  return of(presence) < told;
}

function isOfTwoLegs(fact: { readonly type: string }): fact is Fact<TwoLegFactName> {
  return fact.type in handlers;
}

/** Another leg carries the call. */
function lead(change: Change, leg: number): void {
  change.assign({ leading: leg });
  const { self } = change.fields;
  const permissions = change.leg(leg)?.fields.permissions;
  if (self && permissions && self.permissions !== permissions) {
    change.assign({ self: { ...self, permissions } });
    change.emit('permissions-changed', { permissions });
  }
  for (const [id, person] of change.people.entries()) {
    updatePerson(change, person);
    for (const source of sourceKinds) change.cause({ type: 'show', participantId: id, source });
  }
  showPublications(change);
}

/** Adds to somebody who is known from another leg their presence on this one. */
function joinPerson(change: Change, leg: number, info: RemoteParticipantInfo, id: string): void {
  const person = change.people.get(id);
  if (!person) return;
  change.leg(leg)?.waiting.delete(info.remoteId);
  change.leg(leg)?.ids.set(info.remoteId, id);
  // Of what was said before nothing is said over the new leg.
  const before = person.presences.map((presence) => ({ ...presence, heard: undefined }));
  updatePerson(change, { ...person, presences: [...before, presenceOf(leg, info)] });
  change.cause({ type: 'receive', leg, participantId: id });
  for (const { source } of info.sources) change.cause({ type: 'show', participantId: id, source });
}
