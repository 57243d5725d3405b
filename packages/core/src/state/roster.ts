import type { RemoteParticipantInfo } from '../adapter/remote-participant-info.ts';
import type { Participant } from '../model/participant.ts';
import { sourceKinds } from '../model/source-kind.ts';
import type { Change, TwoLegRules } from './change.ts';
import { goneByUserId } from './gone-by-user-id.ts';
import { merge } from './merge.ts';
import { presenceOf, presenceOn, published, type Person } from './person.ts';
import { tellSources, updatePerson, updatePresence, updateSource } from './update-person.ts';

/** The people whom a report may mean, beside those whom the driver's id names. */
export interface Candidates {
  /** Those who were on this leg and may be back with another id, by user id. */
  readonly gone?: ReturnType<typeof goneByUserId> | undefined;
  /** Those of the other legs, where there may be any. */
  readonly elsewhere: ReturnType<TwoLegRules['matcherOf']> | undefined;
}

/**
 * The roster of a leg as it is now: who is new has come, the rest is brought in line. Who is not in it has gone, or is held where
 * the vendor still reports people one by one.
 */
export function reconcileRoster(
  change: Change,
  leg: number,
  roster: readonly RemoteParticipantInfo[],
  { existing, complete = true }: { readonly existing: boolean; readonly complete?: boolean },
): void {
  const draft = change.leg(leg);
  if (!draft) return;
  const present = new Set(roster.map(({ remoteId }) => remoteId));
  // What was told of somebody before they were taken in is in the roster by now.
  for (const [remoteId, kept] of draft.early.entries())
    if (present.has(remoteId))
      draft.early.set(
        remoteId,
        kept.filter(({ type }) => !/^(source|part)/.test(type)),
      );
  const missing =
    draft.ids.size > 0 ? draft.ids.entries().filter(([remoteId]) => !present.has(remoteId)) : [];
  const candidates = {
    gone: goneByUserId(change, leg, missing),
    elsewhere: change.twoLegs?.matcherOf(change, leg),
  };
  for (const info of roster) meet(change, leg, { ...info, existing }, candidates);
  for (const [remoteId] of draft.waiting.entries())
    if (!present.has(remoteId)) draft.waiting.delete(remoteId);
  for (const [remoteId, id] of missing) {
    if (!draft.ids.has(remoteId)) continue;
    if (complete) depart(change, leg, remoteId, id);
    else draft.held.set(id, remoteId);
  }
}

/** One report of somebody: new, known, back, or known from another leg. */
export function meet(
  change: Change,
  leg: number,
  info: RemoteParticipantInfo,
  { gone, elsewhere }: Candidates,
): void {
  const draft = change.leg(leg);
  if (!draft) return;
  const known = draft.ids.get(info.remoteId);
  if (known !== undefined) {
    update(change, leg, info, known);
    return;
  }
  const [back, ...others] = gone?.get(info.userId)?.filter(([remoteId]) => draft.ids.has(remoteId)) ?? [];
  if (back && others.length === 0) {
    const [remoteId, id] = back;
    draft.ids.delete(remoteId);
    draft.ids.set(info.remoteId, id);
    update(change, leg, info, id);
    change.cause({ type: 'receive', leg, participantId: id });
    return;
  }
  if (!elsewhere?.(info)) arrive(change, leg, info);
}

/** Takes somebody into the room. */
export function arrive(change: Change, leg: number, info: RemoteParticipantInfo): void {
  const presence = presenceOf(leg, info);
  const id = `p${String(change.fields.next)}`;
  const existing = info.existing ?? false;
  const { userId, displayName, kind, role, permissions, connection } = presence;
  const unknown: Participant = {
    id,
    userId,
    displayName,
    kind,
    role,
    permissions,
    existing,
    connection,
    sources: {},
  };
  const person = { presences: [presence], rendered: {}, resolvedName: '' };
  const participant = merge(person, change.fields.leading, unknown);
  change.assign({ next: change.fields.next + 1 });
  change.leg(leg)?.waiting.delete(info.remoteId);
  change.leg(leg)?.ids.set(info.remoteId, id);
  change.people.set(id, { ...person, participant });
  change.emit('participant-joined', { participant, existing });
  tellSources(change, {}, participant, person);
  change.cause({ type: 'receive', leg, participantId: id });
  change.twoLegs?.arrived(change, leg);
}

/** A whole report of somebody who is on this leg. */
function update(change: Change, leg: number, info: RemoteParticipantInfo, id: string): void {
  change.leg(leg)?.held.delete(id);
  publishAll(change, { id, leg }, info.sources);
  const person = change.people.get(id);
  const presence = person && presenceOn(person, leg);
  if (!presence) return;
  updatePresence(change, person, {
    ...presence,
    remoteId: info.remoteId,
    displayName: info.displayName ?? presence.displayName,
    role: info.role ?? presence.role,
    permissions: info.permissions ?? presence.permissions,
    connection: info.connection ?? 'connected',
  });
}

/** All that somebody publishes on a leg now, whole. */
export function publishAll(
  change: Change,
  { id, leg }: { readonly id: string; readonly leg: number },
  sources: RemoteParticipantInfo['sources'],
): void {
  for (const source of sourceKinds) {
    const wanted = sources.find((each) => each.source === source);
    const person = change.people.get(id);
    const known = person && presenceOn(person, leg)?.sources[source];
    if (wanted && known?.muted !== wanted.muted)
      updateSource(
        change,
        { id, leg, source },
        known ? { ...known, muted: wanted.muted } : published(wanted.muted),
      );
    else if (!wanted && known) updateSource(change, { id, leg, source }, undefined);
  }
}

/** Takes somebody from a leg; from the room, where it was their last. */
export function depart(change: Change, leg: number, remoteId: string, id: string): void {
  const draft = change.leg(leg);
  draft?.ids.delete(remoteId);
  draft?.held.delete(id);
  const person = change.people.get(id);
  if (!person) return;
  const presences = person.presences.filter((presence) => presence.leg !== leg);
  change.cause({ type: 'forget-presence', leg, participantId: id });
  if (presences.length === 0) {
    leave(change, person);
    return;
  }
  updatePerson(change, { ...person, presences });
  for (const source of sourceKinds) change.cause({ type: 'show', participantId: id, source });
}

/** Takes somebody from the room: their sources go first. */
function leave(change: Change, { participant: before }: Person): void {
  const participant = { ...before, sources: {} };
  change.people.delete(before.id);
  tellSources(change, before.sources, participant, { presences: [], rendered: {} });
  change.emit('participant-left', { participant });
  change.cause({ type: 'forget', participantId: before.id });
}
