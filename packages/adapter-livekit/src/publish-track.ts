import { mediaKindOf, type SourceKind, type SourceQuality } from '@jackfield/core/adapter';
import { resolveQuality, type TrackPublication } from '@jackfield/core/adapter-kit';
import { framesOf } from './frames-of.ts';
import type { LivekitRoom, LivekitSdk, LivekitTrack, LkLocalTrack } from './load-sdk.ts';
import { vendorSources } from './map-roster.ts';
import { publishOptions, type LivekitPublishing } from './publish-options.ts';
import { setLayers } from './set-layers.ts';

/** Publishes over a room, and ends what it published. */
export interface TrackPublisher {
  /** Publishes a track as the user's, which the SDK neither acquires again nor stops. Muted before anybody sees it. */
  publish(publication: TrackPublication): Promise<LkLocalTrack>;
  /** Changes how it is encoded. */
  setQuality(
    track: LkLocalTrack,
    quality: SourceQuality,
    about: { readonly source: SourceKind; readonly track: MediaStreamTrack },
  ): Promise<void>;
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
  how: LivekitPublishing & { readonly codecs?: readonly string[] | undefined } = {},
): TrackPublisher {
  const made = new Map<LkLocalTrack, LivekitTrack>();
  return {
    async publish(publication) {
      const { source, track: given, muted } = publication;
      const audio = mediaKindOf(source) === 'audio';
      const Made = audio ? sdk.LocalAudioTrack : sdk.LocalVideoTrack;
      // The vendor's types leave out `undefined` where strict optional properties need it.
      const track = new Made(given, undefined, true) as LivekitTrack;
      made.set(track, track);
      // Not by `mute()`, which waits its turn: the SDK's constructor would first open what it was given.
      track.isMuted = muted;
      const { Source } = sdk.Track;
      const word = Object.values(Source).find((each: string) => each === vendorSources[source]);
      await localParticipant.publishTrack(track, {
        source: word ?? Source.Unknown,
        name: source,
        ...publishOptions(publication, how),
      });
      return track;
    },
    async setQuality(track, quality, { source, track: sent }) {
      const sender = made.get(track)?.sender;
      if (!sender) return;
      const resolved = resolveQuality({ source, track: sent, quality });
      const { maxFramerate = framesOf(sent) } = resolved;
      await setLayers(sender, { ...resolved, maxFramerate });
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
