import { mediaKindOf } from '@jackfield/core/adapter';
import type { TrackPublication } from '@jackfield/core/adapter-kit';
import type { LivekitRoom, LivekitSdk, LivekitTrack, LkLocalTrack } from './load-sdk.ts';
import { vendorSources } from './map-roster.ts';

/** Publishes over a room, and ends what it published. */
export interface TrackPublisher {
  /** Publishes a track as the user's, which the SDK neither acquires again nor stops. Muted before anybody sees it. */
  publish(publication: TrackPublication): Promise<LkLocalTrack>;
  /** Ends the publication and leaves the track alone. */
  unpublish(track: LkLocalTrack): Promise<unknown>;
  /** Tells whether the room still has it. */
  isPublished(track: LkLocalTrack): boolean;
  /** Stops the SDK from watching what was published. */
  stop(): void;
}

/** Makes the publisher of a room. */
export function createTrackPublisher(
  { localParticipant }: Pick<LivekitRoom, 'localParticipant'>,
  sdk: LivekitSdk,
): TrackPublisher {
  const made = new Map<LkLocalTrack, LivekitTrack>();
  return {
    async publish({ source, track: given, muted, contentHint, maxBitrate }) {
      const audio = mediaKindOf(source) === 'audio';
      const Made = audio ? sdk.LocalAudioTrack : sdk.LocalVideoTrack;
      // The vendor's types leave out `undefined` where strict optional properties need it.
      const track = new Made(given, undefined, true) as LivekitTrack;
      made.set(track, track);
      // Not by `mute()`, which waits its turn: the SDK's constructor would first open what it was given.
      track.isMuted = muted;
      const { Source } = sdk.Track;
      const word = Object.values(Source).find((each: string) => each === vendorSources[source]);
      const bitrate = audio
        ? { audioPreset: { maxBitrate: maxBitrate ?? 0 } }
        : { videoEncoding: { maxBitrate: maxBitrate ?? 0 } };
      await localParticipant.publishTrack(track, {
        source: word ?? Source.Unknown,
        name: source,
        // Of music silence is sent like everything else.
        ...(contentHint === 'music' && { dtx: false }),
        ...(maxBitrate !== undefined && bitrate),
      });
      return track;
    },
    async unpublish(track) {
      const known = made.get(track);
      if (known) await localParticipant.unpublishTrack(known, false);
    },
    isPublished: (track) =>
      [...localParticipant.trackPublications.values()].some((entry) => entry.track === track),
    stop() {
      // Measured: after a kick the SDK goes on watching what was published, every two seconds.
      for (const track of made.values()) track.stopMonitor();
    },
  };
}
