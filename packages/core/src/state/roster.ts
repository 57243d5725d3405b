import type { RemoteParticipantInfo } from '../adapter/remote-participant-info.ts';
import type { Participant, RemoteSourceInfo } from '../model/participant.ts';
import { sourceKinds, type SourceKind } from '../model/source-kind.ts';
import { assign, draftIds, draftParticipants, emit, type Change } from './machine-state.ts';

const unsubscribed = { status: 'not-subscribed', reason: 'not-wanted' } as const;

/** A source that has just been published. */
function published(source: SourceKind, muted: boolean): RemoteSourceInfo {
  return { source, muted, subscription: unsubscribed, render: 'none' };
}

/** Stores a participant, new or changed. */
export function store(change: Change, participant: Participant): void {
  draftParticipants(change).set(participant.id, participant);
}

/** Stores a participant with one source changed; `undefined` takes it away. Returns the new participant. */
export function storeSource(
  change: Change,
  participant: Participant,
  source: SourceKind,
  info: RemoteSourceInfo | undefined,
): Participant {
  const { [source]: _, ...rest } = participant.sources;
  const sources = info ? { ...rest, [source]: info } : rest;
  const next = { ...participant, sources };
  store(change, next);
  return next;
}

/** Somebody publishes a source, or it was muted or unmuted. */
export function publish(
  change: Change,
  participant: Participant,
  source: SourceKind,
  muted: boolean,
): Participant {
  const known = participant.sources[source];
  if (known?.muted === muted) return participant;
  const next = storeSource(
    change,
    participant,
    source,
    known ? { ...known, muted } : published(source, muted),
  );
  if (known) emit(change, 'source-muted', { participant: next, source, muted });
  else emit(change, 'source-published', { participant: next, source });
  return next;
}

/** A source is no longer published: unsubscribed first, whatever the vendor said. */
export function unpublish(change: Change, participant: Participant, source: SourceKind): Participant {
  const known = participant.sources[source];
  if (!known) return participant;
  const next = storeSource(change, participant, source, undefined);
  if (known.subscription.status === 'subscribed')
    emit(change, 'source-unsubscribed', { participant: next, source });
  emit(change, 'source-unpublished', { participant: next, source });
  return next;
}

/** Somebody is in the room. */
function arrive(change: Change, info: RemoteParticipantInfo, existing: boolean): void {
  const id = `p${String(change.state.next)}`;
  const sources: Partial<Record<SourceKind, RemoteSourceInfo>> = {};
  for (const { source, muted } of info.sources) sources[source] = published(source, muted);
  const participant: Participant = {
    id,
    userId: info.userId,
    displayName: info.displayName ?? '',
    kind: info.kind ?? 'person',
    role: info.role,
    permissions: info.permissions,
    existing,
    connection: 'connected',
    sources,
  };
  assign(change, { next: change.state.next + 1 });
  draftIds(change).set(info.remoteId, id);
  store(change, participant);
  emit(change, 'participant-joined', { participant, existing });
  for (const source of sourceKinds) {
    if (sources[source]) emit(change, 'source-published', { participant, source });
  }
}

/** All that somebody publishes now, whole. Returns the new participant. */
export function publishAll(
  change: Change,
  participant: Participant,
  sources: RemoteParticipantInfo['sources'],
): Participant {
  let next = participant;
  for (const source of sourceKinds) {
    const wanted = sources.find((each) => each.source === source);
    next = wanted ? publish(change, next, source, wanted.muted) : unpublish(change, next, source);
  }
  return next;
}

/** What describes somebody. */
interface Description {
  readonly displayName?: string | undefined;
  readonly role?: string | undefined;
  readonly permissions?: Participant['permissions'];
  readonly connection?: Participant['connection'] | undefined;
}

/** By value: a driver that reports whole people makes new permissions each time. */
function descriptionOf({ displayName, role, permissions, connection }: Description): string {
  return JSON.stringify([displayName, role, permissions, connection]);
}

/** Changes what describes somebody; what is left out stays. */
export function describe(change: Change, participant: Participant, fact: Description): void {
  const next: Participant = {
    ...participant,
    displayName: fact.displayName ?? participant.displayName,
    role: fact.role ?? participant.role,
    permissions: fact.permissions ?? participant.permissions,
    connection: fact.connection ?? participant.connection,
  };
  if (descriptionOf(next) === descriptionOf(participant)) return;
  store(change, next);
  emit(change, 'participant-updated', { participant: next });
}

/** Somebody is gone: their sources go first. */
export function depart(change: Change, remoteId: string, id: string): void {
  let participant = change.state.participants.get(id);
  if (!participant) return;
  for (const source of sourceKinds) participant = unpublish(change, participant, source);
  draftParticipants(change).delete(id);
  draftIds(change).delete(remoteId);
  release(change, id);
  emit(change, 'participant-left', { participant });
}

/** A held leave is settled. */
function release(change: Change, id: string): void {
  if (!change.state.held.has(id)) return;
  const held = new Set(change.state.held);
  held.delete(id);
  assign(change, { held });
}

/**
 * The participant whom a report means: by the driver's id, or by user id where that person's old presence is gone (they
 * are back with another id after the transport was down).
 */
function match(
  change: Change,
  info: RemoteParticipantInfo,
  isGone: ((remoteId: string, id: string) => boolean) | undefined,
): string | undefined {
  const { ids, participants } = change.state;
  const known = ids.get(info.remoteId);
  if (known !== undefined || !isGone) return known;
  for (const [remoteId, id] of ids) {
    if (isGone(remoteId, id) && participants.get(id)?.userId === info.userId) {
      const next = draftIds(change);
      next.delete(remoteId);
      next.set(info.remoteId, id);
      return id;
    }
  }
  return undefined;
}

/** One report of somebody: new, known, or back. */
export function meet(
  change: Change,
  info: RemoteParticipantInfo,
  existing: boolean,
  isGone?: (remoteId: string, id: string) => boolean,
): void {
  const id = match(change, info, isGone);
  if (id === undefined) {
    arrive(change, info, existing);
    return;
  }
  release(change, id);
  const participant = change.state.participants.get(id);
  if (!participant) return;
  describe(change, publishAll(change, participant, info.sources), { ...info, connection: 'connected' });
}

/**
 * The roster as it is now: who is new has come, the rest is brought in line. Who is not in it has gone, or is held where
 * the vendor still reports people one by one.
 */
export function reconcileRoster(
  change: Change,
  roster: readonly RemoteParticipantInfo[],
  { existing, complete }: { existing: boolean; complete: boolean },
): void {
  const present = new Set(roster.map(({ remoteId }) => remoteId));
  const isGone = (remoteId: string): boolean => !present.has(remoteId);
  for (const info of roster) meet(change, info, existing, isGone);
  const missing = [...change.state.ids].filter(([remoteId]) => isGone(remoteId));
  if (complete) for (const [remoteId, id] of missing) depart(change, remoteId, id);
  else assign(change, { held: new Set(missing.map(([, id]) => id)) });
}
