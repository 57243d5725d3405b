import type { RemoteSubscription, RtcDriverSink, SourceKind } from '@jackfield/core/adapter';
import type { LkRemoteParticipant, LkRemotePublication } from './load-sdk.ts';
import { errors } from './map-errors.ts';
import { sourceOf } from './map-roster.ts';

/** What is received of the others. */
export interface RemoteSubscriptions {
  /** Makes what is received of somebody equal the set. */
  sync(participant: LkRemoteParticipant, wanted: readonly RemoteSubscription[]): void;
  /** Asks for the size of a track that is there now. */
  arrived(publication: LkRemotePublication): void;
  /** Nothing of what somebody sends can be decrypted: they have another key. */
  undecryptable(participant: LkRemoteParticipant): void;
}

/**
 * Makes the subscriptions of a leg. What is encrypted by one side alone is not received: the SDK would play plain media in an encrypted
 * call as if it were none, and what it cannot decrypt as nothing at all.
 */
export function createRemoteSubscriptions(
  sink: Pick<RtcDriverSink, 'remoteTrack' | 'subscriptionFailed'>,
  { encrypts }: { readonly encrypts: boolean },
): RemoteSubscriptions {
  /** By publication. The SDK forgets a size that is set before the track is there, so it is said again then. */
  const sizes = new Map<string, NonNullable<RemoteSubscription['size']>>();
  /** Presences with another key. Who gets the right one comes back as another presence. */
  const strangers = new Set<string>();
  const arrived = (publication: LkRemotePublication): void => {
    const size = sizes.get(publication.trackSid);
    if (size) publication.setVideoDimensions({ ...size });
  };
  const refuse = (publication: LkRemotePublication, remoteId: string, source: SourceKind): void => {
    if (publication.isDesired) publication.setSubscribed(false);
    const why = strangers.has(remoteId) ? 'has another key' : encrypts ? 'is not encrypted' : 'is encrypted';
    sink.subscriptionFailed({
      remoteId,
      source,
      error: errors.make('key-mismatch', `The ${source} ${why}: it cannot be received.`),
    });
  };
  return {
    arrived,
    undecryptable({ sid: remoteId, trackPublications }) {
      if (strangers.has(remoteId)) return;
      strangers.add(remoteId);
      for (const publication of trackPublications.values()) {
        const source = sourceOf(publication.source);
        if (source && publication.isDesired) refuse(publication, remoteId, source);
      }
    },
    sync({ sid: remoteId, trackPublications }, wanted) {
      for (const publication of trackPublications.values()) {
        const { track, trackSid, isDesired, isEncrypted } = publication;
        const wish = wanted.find(({ source }) => source === sourceOf(publication.source));
        if (wish?.size) sizes.set(trackSid, wish.size);
        else sizes.delete(trackSid);
        if (!wish) {
          if (isDesired) publication.setSubscribed(false);
          continue;
        }
        if (isEncrypted !== encrypts || strangers.has(remoteId)) {
          refuse(publication, remoteId, wish.source);
          continue;
        }
        if (!isDesired || !track) publication.setSubscribed(true);
        if (!track) continue;
        arrived(publication);
        // What was given up a moment ago the SDK has still, and tells of no more.
        if (!isDesired) sink.remoteTrack({ remoteId, source: wish.source, track: track.mediaStreamTrack });
      }
    },
  };
}
