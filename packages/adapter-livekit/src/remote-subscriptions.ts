import type { RemoteSubscription, RtcDriverSink } from '@jackfield/core/adapter';
import { sourceOf } from './map-roster.ts';
import type { LkRemoteParticipant, LkRemotePublication } from './load-sdk.ts';

/** What is received of the others. */
export interface RemoteSubscriptions {
  /** Makes what is received of somebody equal the set. */
  sync(participant: LkRemoteParticipant, wanted: readonly RemoteSubscription[]): void;
  /** Asks for the size of a track that is there now. */
  arrived(publication: LkRemotePublication): void;
}

/** Makes the subscriptions of a leg. */
export function createRemoteSubscriptions(sink: Pick<RtcDriverSink, 'remoteTrack'>): RemoteSubscriptions {
  /** By publication. The SDK forgets a size that is set before the track is there, so it is said again then. */
  const sizes = new Map<string, NonNullable<RemoteSubscription['size']>>();
  const arrived = (publication: LkRemotePublication): void => {
    const size = sizes.get(publication.trackSid);
    if (size) publication.setVideoDimensions({ ...size });
  };
  return {
    arrived,
    sync({ sid: remoteId, trackPublications }, wanted) {
      for (const publication of trackPublications.values()) {
        const { track, trackSid, isDesired } = publication;
        const wish = wanted.find(({ source }) => source === sourceOf(publication.source));
        if (wish?.size) sizes.set(trackSid, wish.size);
        else sizes.delete(trackSid);
        if (!wish) {
          if (isDesired) publication.setSubscribed(false);
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
