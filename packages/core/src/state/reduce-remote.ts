import type { Change } from './change.ts';
import type { Facts } from './fact.ts';
import { presenceOn, published, type Person, type Presence } from './person.ts';
import { publishAll } from './roster.ts';
import { updatePresence, updateSource } from './update-person.ts';

/** The facts that a driver reports about one participant whom it has announced. */
export type RemoteFactName =
  | 'participantUpdated'
  | 'participantInterrupted'
  | 'participantRestored'
  | 'sourcePublished'
  | 'sourceUnpublished'
  | 'sourceMuted'
  | 'remoteTrack'
  | 'remoteTrackLost'
  | 'subscriptionFailed';

type RemoteHandlers = {
  readonly [Name in RemoteFactName]: (
    change: Change,
    data: Facts[Name],
    person: Person,
    presence: Presence,
  ) => void;
};

const subscribing = { status: 'subscribing' } as const;
const subscribed = { status: 'subscribed' } as const;

/** The rules for what each of them changes. */
export const remoteHandlers: RemoteHandlers = {
  participantUpdated(change, { sources, displayName, role, permissions }, { participant: { id } }, { leg }) {
    if (sources) publishAll(change, { id, leg }, sources);
    const person = change.people.get(id);
    const presence = person && presenceOn(person, leg);
    if (!presence) return;
    updatePresence(change, person, {
      ...presence,
      displayName: displayName ?? presence.displayName,
      role: role ?? presence.role,
      permissions: permissions ?? presence.permissions,
    });
  },
  participantInterrupted(change, _data, person, presence) {
    updatePresence(change, person, { ...presence, connection: 'interrupted' });
  },
  participantRestored(change, _data, person, presence) {
    updatePresence(change, person, { ...presence, connection: 'connected' });
  },
  sourcePublished(change, { source, muted }, { participant: { id } }, { leg, sources }) {
    const known = sources[source];
    if (known?.muted === muted) change.contained.push('duplicate-publication');
    else updateSource(change, { id, leg, source }, known ? { ...known, muted } : published(muted));
  },
  sourceUnpublished(change, { source }, { participant: { id } }, { leg, sources }) {
    if (sources[source]) updateSource(change, { id, leg, source }, undefined);
    else change.contained.push('unknown-publication');
  },
  sourceMuted(change, { source, muted }, { participant: { id } }, { leg, sources }) {
    const known = sources[source];
    if (!known) change.contained.push('unknown-publication');
    else if (known.muted !== muted) updateSource(change, { id, leg, source }, { ...known, muted });
  },
  remoteTrack(change, { source, track }, { participant: { id } }, { leg, sources }) {
    const known = sources[source];
    if (!known) {
      change.contained.push('unknown-publication');
      return;
    }
    const { status } = known.subscription;
    // One that is no longer wanted was on its way when the wish ended; one more of what is subscribed is a swap.
    if (status === 'not-subscribed') return;
    const subscription = status === 'subscribed' ? known.subscription : subscribed;
    updateSource(change, { id, leg, source }, { ...known, subscription, track });
    change.cause({ type: 'received', leg, participantId: id, source });
  },
  remoteTrackLost(change, { source, repair }, { participant: { id } }, { leg, sources }) {
    const known = sources[source];
    if (repair === 'core') change.cause({ type: 'receive-again', leg, participantId: id });
    const status = known?.subscription.status;
    // Where the driver asks for another repair, what failed is tried again.
    if (!known || (status !== 'subscribed' && (status !== 'failed' || repair !== 'core'))) return;
    updateSource(change, { id, leg, source }, { muted: known.muted, subscription: subscribing });
    change.cause({ type: 'receive', leg, participantId: id });
  },
  subscriptionFailed(change, { source, error }, { participant }, { leg }) {
    const subscription = { status: 'failed', error } as const;
    setSubscription(change, { leg, participantId: participant.id, source, subscription });
  },
};

/** Takes notice that core has come further with a remote source on a leg, or less far. */
export function setSubscription(
  change: Change,
  { leg, participantId, source, subscription }: Facts['subscriptionChanged'],
): void {
  const person = change.people.get(participantId);
  const known = person && presenceOn(person, leg)?.sources[source];
  if (!known) return;
  const { muted } = known;
  updateSource(
    change,
    { id: participantId, leg, source },
    subscription.status === 'subscribed' ? { ...known, subscription } : { muted, subscription },
  );
  if (subscription.status === 'failed') change.cause({ type: 'retry-later', leg, participantId, source });
}

/** Takes notice that something else is seen of a remote source. */
export function setRender(change: Change, { participantId, source, render }: Facts['renderChanged']): void {
  const person = change.people.get(participantId);
  if (!person) return;
  const info = person.participant.sources[source];
  if (!info || info.render === render) return;
  const { sources } = person.participant;
  const participant = { ...person.participant, sources: { ...sources, [source]: { ...info, render } } };
  change.people.set(participantId, { ...person, participant });
  change.emit('source-render-changed', { participant, source });
}
