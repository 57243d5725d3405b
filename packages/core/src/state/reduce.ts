import type { RtcDriverSink } from '../adapter/rtc-driver-sink.ts';
import { Change, type TwoLegRules } from './change.ts';
import type { DriverFacts, Fact } from './fact.ts';
import type { MachineState } from './machine-state.ts';
import { presenceOn } from './person.ts';
import { legHandlers } from './reduce-leg.ts';
import { remoteHandlers, type RemoteFactName } from './reduce-remote.ts';
import { sessionHandlers } from './reduce-session.ts';

/** Works out what a fact changes, tells and causes. Pure: the same state and fact give the same change, and the state stays as it is. */
export function reduce(state: MachineState, fact: Fact, twoLegs?: TwoLegRules): Change {
  const change = new Change(state, twoLegs);
  apply(change, fact);
  if (isRemote(fact)) return change;
  for (const [leg, { early }] of state.legs) if (early.size > 0) applyEarly(change, leg);
  return change;
}

/** The number of facts about unannounced people that are kept; a driver that reports more is wrong. */
const earlyLimit = 200;

/** Everything that there are rules for: the methods of a sink. What is exported to authors is a list by itself, without the rules. */
export const driverFactNames: readonly (keyof RtcDriverSink)[] = [
  ...(Object.keys(remoteHandlers) as RemoteFactName[]),
  ...(Object.keys(legHandlers) as (keyof typeof legHandlers)[]),
  'signals',
];

/** Applies a fact to a change that is being worked out. */
function apply(change: Change, fact: Fact): void {
  if (isRemote(fact)) applyRemote(change, fact);
  else if (isOfLeg(fact)) applyLeg(change, fact);
  else if (isOfSession(fact)) {
    const handler = sessionHandlers[fact.type] as (change: Change, data: Fact['data']) => void;
    handler(change, fact.data);
  } else change.twoLegs?.take(change, fact);
}

/** A fact of a leg. Of one that is not there nothing is believed. */
function applyLeg(change: Change, fact: Fact<keyof typeof legHandlers>): void {
  const { leg } = fact;
  const draft = change.leg(leg);
  if (!draft) {
    change.contained.push('fact-without-leg');
    return;
  }
  const handler = legHandlers[fact.type] as (
    change: Change,
    data: Fact['data'],
    leg: number,
    of: typeof draft,
  ) => void;
  handler(change, fact.data, leg, draft);
}

/** A fact about one participant. Where the driver has not announced them yet, it is kept for their arrival. */
function applyRemote(change: Change, fact: Fact<RemoteFactName>): void {
  const { remoteId } = fact.data;
  const id = change.idOf(fact.leg, remoteId);
  const person = id === undefined ? undefined : change.people.get(id);
  const presence = person && presenceOn(person, fact.leg);
  if (person && presence) {
    const handler = remoteHandlers[fact.type] as (
      change: Change,
      data: Fact['data'],
      who: typeof person,
      where: typeof presence,
    ) => void;
    handler(change, fact.data, person, presence);
    return;
  }
  const draft = change.leg(fact.leg);
  const kept = draft?.early.get(remoteId) ?? [];
  if (!draft || kept.length >= earlyLimit || draft.early.size >= earlyLimit)
    change.contained.push('unknown-participant');
  else draft.early.set(remoteId, [...kept, fact]);
}

/** Applies what was reported of people before they were announced. */
function applyEarly(change: Change, leg: number): void {
  const draft = change.leg(leg);
  if (!draft?.early.size) return;
  for (const [remoteId, kept] of draft.early.entries()) {
    if (!draft.ids.has(remoteId)) continue;
    draft.early.delete(remoteId);
    for (const fact of kept) apply(change, fact);
  }
}

function isRemote(fact: { readonly type: string }): fact is Fact<RemoteFactName> {
  return fact.type in remoteHandlers;
}

function isOfLeg(fact: { readonly type: string }): fact is Fact<Exclude<keyof DriverFacts, RemoteFactName>> {
  return fact.type in legHandlers;
}

function isOfSession(fact: { readonly type: string }): fact is Fact<keyof typeof sessionHandlers> {
  return fact.type in sessionHandlers;
}
