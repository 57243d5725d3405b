import type { RemoteSubscription, RtcDriverSink, SourceKind } from '@jackfield/core/adapter';
import { sourceOf } from './map-roster.ts';
import type { LkRemoteParticipant, LkRemotePublication } from './port.ts';

type Size = NonNullable<RemoteSubscription['size']>;

/** What is received of the others. */
export class RemoteSubscriptions {
  private readonly sink: RtcDriverSink;
  /** By publication. The SDK forgets a size that is set before the track is there, so it is said again then. */
  private readonly sizes = new Map<string, Size>();

  constructor(sink: RtcDriverSink) {
    this.sink = sink;
  }

  /** Makes what is received of somebody equal the set. */
  sync({ sid, trackPublications }: LkRemoteParticipant, wanted: readonly RemoteSubscription[]): void {
    for (const publication of trackPublications.values()) {
      const source = sourceOf(publication.source);
      const wish = wanted.find((entry) => entry.source === source);
      if (source && wish) this.want(publication, { remoteId: sid, ...wish });
      else this.drop(publication);
    }
  }

  /** A track is there: its size can be asked for now. */
  arrived(publication: LkRemotePublication): void {
    const size = this.sizes.get(publication.trackSid);
    if (size) publication.setVideoDimensions({ ...size });
  }

  private want(
    publication: LkRemotePublication,
    { remoteId, source, size }: { remoteId: string; source: SourceKind; size?: Size | undefined },
  ): void {
    const { track, trackSid } = publication;
    if (size) this.sizes.set(trackSid, size);
    else this.sizes.delete(trackSid);
    const anew = !publication.isDesired;
    if (anew || !track) publication.setSubscribed(true);
    if (!track) return;
    this.arrived(publication);
    // What was given up a moment ago the SDK has still, and tells of no more.
    if (anew) this.sink.remoteTrack({ remoteId, source, track: track.mediaStreamTrack });
  }

  private drop(publication: LkRemotePublication): void {
    this.sizes.delete(publication.trackSid);
    if (publication.isDesired) publication.setSubscribed(false);
  }
}
