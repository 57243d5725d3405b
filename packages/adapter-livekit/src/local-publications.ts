import type { RtcDriverEnvironment, SourceKind } from '@jackfield/core/adapter';
import { createPublicationSet, type PublicationSet } from '@jackfield/core/adapter-kit';
import type { LkLocalTrack } from './load-sdk.ts';
import { errors } from './map-errors.ts';
import type { TrackPublisher } from './publish-track.ts';

/** What the local participant publishes, and what the server does to it. */
export interface LocalPublications extends PublicationSet<LkLocalTrack> {
  /** Publishes nothing new until the connection is back. Measured: of what is published meanwhile the SDK loses the request, and notices ten seconds later. */
  interrupted(): void;
  /** Goes on. After a restart, which publishes anew by itself, forgets what did not come through, so that core's next sync does. */
  restored(how: { readonly restarted: boolean }): void;
  /** Takes the SDK's word that a mute changed. Returns whether the server muted it. */
  mutedByServer(source: SourceKind, muted: boolean): boolean;
  /** Takes the SDK's word that a publication is gone. Returns whether that was the server's doing. */
  unpublishedByServer(source: SourceKind): boolean;
}

/** Makes it over a publisher. */
export function createLocalPublications(
  publisher: Omit<TrackPublisher, 'stop'>,
  environment: Pick<RtcDriverEnvironment, 'createPlaceholder'>,
): LocalPublications {
  /** While the connection is being repaired: settles when it is back, or when it is given up. */
  let repair: { readonly done: Promise<void>; readonly end: () => void } | undefined;
  let released = false;
  const set = createPublicationSet<LkLocalTrack>(
    {
      async publish(publication) {
        await repair?.done;
        // The SDK would keep it until it is connected again, and stop it after a while.
        if (!released) return publisher.publish(publication);
        const message = `The call ended before the ${publication.source} was published.`;
        throw errors.make('publish-failed', message);
      },
      unpublish: publisher.unpublish,
      async replace(track, next, { muted }) {
        await track.replaceTrack(next, true);
        // The SDK mutes what has ended by itself, and leaves it so with another track.
        if (!muted && track.isMuted) await track.unmute();
      },
      setQuality: publisher.setQuality,
      setMuted: (track, muted) => (muted ? track.mute() : track.unmute()),
      trackOf: (track) => track.mediaStreamTrack,
    },
    { environment, errors },
  );
  /** A track that has ended makes the SDK mute or unpublish it by itself: core knows of the device already. */
  const hasEnded = (source: SourceKind): boolean => set.get(source)?.mediaStreamTrack.readyState === 'ended';
  const endRepair = (): void => {
    repair?.end();
    repair = undefined;
  };
  return {
    ...set,
    interrupted() {
      let end = (): void => undefined;
      const done = new Promise<void>((resolve) => (end = resolve));
      repair ??= { done, end };
    },
    restored({ restarted }) {
      endRepair();
      if (!restarted) return;
      for (const [source, track] of set.entries()) if (!publisher.isPublished(track)) set.forget(source);
    },
    mutedByServer: (source, muted) => !(muted && hasEnded(source)) && set.mutedByVendor(source, muted),
    unpublishedByServer(source) {
      const ended = hasEnded(source);
      return set.forget(source) && !ended;
    },
    release() {
      released = true;
      endRepair();
      set.release();
    },
  };
}
