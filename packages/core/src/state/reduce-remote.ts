import type { Participant } from '../model/participant.ts';
import type { Facts } from './fact.ts';
import { emit, type Change } from './machine-state.ts';
import { describe, publish, publishAll, storeSource, unpublish } from './roster.ts';

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
  readonly [Name in RemoteFactName]: (change: Change, data: Facts[Name], participant: Participant) => void;
};

/** What each of them changes. */
export const remoteHandlers: RemoteHandlers = {
  participantUpdated(change, data, participant) {
    const next = data.sources ? publishAll(change, participant, data.sources) : participant;
    describe(change, next, data);
  },
  participantInterrupted(change, _data, participant) {
    describe(change, participant, { connection: 'interrupted' });
  },
  participantRestored(change, _data, participant) {
    describe(change, participant, { connection: 'connected' });
  },
  sourcePublished(change, { source, muted }, participant) {
    if (participant.sources[source]?.muted === muted) change.contained.push('duplicate-publication');
    publish(change, participant, source, muted);
  },
  sourceUnpublished(change, { source }, participant) {
    if (!participant.sources[source]) change.contained.push('unknown-publication');
    unpublish(change, participant, source);
  },
  sourceMuted(change, { source, muted }, participant) {
    if (participant.sources[source]) publish(change, participant, source, muted);
    else change.contained.push('unknown-publication');
  },
  remoteTrack(change, { source, track }, participant) {
    const info = participant.sources[source];
    if (!info) {
      change.contained.push('unknown-publication');
      return;
    }
    const before = info.subscription.status;
    // One that is no longer wanted was on its way when the wish ended; one more is a swap.
    if (before === 'not-subscribed' || before === 'subscribed') return;
    const next = storeSource(change, participant, source, {
      ...info,
      subscription: { status: 'subscribed' },
    });
    emit(change, 'source-subscribed', { participant: next, source, track });
  },
  remoteTrackLost(change, { source, repair }, participant) {
    const info = participant.sources[source];
    const { status } = info?.subscription ?? {};
    // Where the driver asks for another repair, what failed is tried again.
    if (!info || (status !== 'subscribed' && (status !== 'failed' || repair !== 'core'))) return;
    const next = storeSource(change, participant, source, {
      ...info,
      subscription: { status: 'subscribing' },
    });
    if (status === 'subscribed') emit(change, 'source-unsubscribed', { participant: next, source });
  },
  subscriptionFailed(change, { source, error }, participant) {
    setSubscription(change, {
      participantId: participant.id,
      source,
      subscription: { status: 'failed', error },
    });
  },
};

/** How far core has come with a remote source changed. */
export function setSubscription(
  change: Change,
  { participantId, source, subscription }: Facts['subscriptionChanged'],
): void {
  const participant = change.state.participants.get(participantId);
  const info = participant?.sources[source];
  if (!participant || !info) return;
  const next = storeSource(change, participant, source, { ...info, subscription });
  if (info.subscription.status === 'subscribed')
    emit(change, 'source-unsubscribed', { participant: next, source });
  if (subscription.status === 'failed') {
    emit(change, 'subscription-failed', { participant: next, source, error: subscription.error });
  }
}

/** What a viewer sees of a remote source changed. */
export function setRender(change: Change, { participantId, source, render }: Facts['renderChanged']): void {
  const participant = change.state.participants.get(participantId);
  const info = participant?.sources[source];
  if (!participant || !info || info.render === render) return;
  const next = storeSource(change, participant, source, { ...info, render });
  emit(change, 'source-render-changed', { participant: next, source });
}
