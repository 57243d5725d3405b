import {
  mediaKindOf,
  RtcError,
  type LocalFailure,
  type LocalPublication,
  type PlaceholderTrack,
  type RtcDriverEnvironment,
  type SourceKind,
  type SyncLocalResult,
} from '@jackfield/core/adapter';
import { mapError } from './map-errors.ts';
import { vendorSources } from './map-roster.ts';
import type { LkLocalTrack, LkRoom } from './port.ts';

interface Published {
  readonly track: LkLocalTrack;
  /** Sent while core has let the device go; made when first needed. */
  placeholder: PlaceholderTrack | undefined;
  /** What core last asked for: anything else was the server. */
  muted: boolean;
}

/** What the own participant publishes. The SDK is told that tracks are the user's, so it neither stops nor reopens them. */
export class LocalPublications {
  private readonly room: Pick<LkRoom, 'publish'>;
  private readonly environment: Pick<RtcDriverEnvironment, 'createPlaceholder'>;
  private readonly published = new Map<SourceKind, Published>();
  private released = false;
  /** While the connection is being repaired: settles when it is back, or when it is given up. */
  private repair: { readonly done: Promise<void>; readonly end: () => void } | undefined;

  constructor(room: Pick<LkRoom, 'publish'>, environment: Pick<RtcDriverEnvironment, 'createPlaceholder'>) {
    this.room = room;
    this.environment = environment;
  }

  /** The connection is lost. Measured: of what is published meanwhile the SDK loses the request, and notices ten seconds later. */
  interrupted(): void {
    let end = (): void => undefined;
    const done = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.repair ??= { done, end };
  }

  /** The connection is back. */
  restored(): void {
    this.repair?.end();
    this.repair = undefined;
  }

  /** Makes what is published equal the set; each source stands for itself. */
  async sync(wanted: readonly LocalPublication[]): Promise<SyncLocalResult> {
    for (const source of [...this.published.keys()]) {
      if (!wanted.some((entry) => entry.source === source)) await this.unpublish(source);
    }
    const failures = await Promise.all(wanted.map((entry) => this.bring(entry)));
    return { failed: failures.filter((failure) => failure !== undefined) };
  }

  /** Sends another track, or the placeholder. */
  async replace(source: SourceKind, track: MediaStreamTrack | null): Promise<void> {
    const known = this.known(source);
    const next = track ?? this.placeholder(source, known).track;
    if (known.track.mediaStreamTrack !== next) await known.track.replaceTrack(next);
    if (!track) return;
    known.placeholder?.stop();
    known.placeholder = undefined;
    // The SDK mutes what has ended by itself, and leaves it so with another track.
    if (!known.muted && known.track.isMuted) await known.track.unmute();
  }

  /** Tells the others. */
  async setMuted(source: SourceKind, muted: boolean): Promise<void> {
    const known = this.known(source);
    known.muted = muted;
    await (muted ? known.track.mute() : known.track.unmute());
  }

  /** The SDK says that an own track's mute changed. Returns whether the server muted it. */
  mutedByServer(source: SourceKind, muted: boolean): boolean {
    const known = this.published.get(source);
    if (!known || known.muted === muted) return false;
    if (!muted) {
      // The server may ask to unmute and the SDK obeys; here only the app unmutes, and its gate is still shut.
      void known.track.mute();
      return false;
    }
    // An ended track makes the SDK mute by itself: core knows of the device already.
    if (known.track.mediaStreamTrack.readyState === 'ended') return false;
    known.muted = true;
    return true;
  }

  /** The SDK says that an own publication is gone. Returns whether that was the server's doing. */
  unpublishedByServer(source: SourceKind): boolean {
    const known = this.published.get(source);
    if (!known) return false;
    this.published.delete(source);
    known.placeholder?.stop();
    // A screen whose track ended is unpublished by the SDK itself: core knows of the end already.
    return known.track.mediaStreamTrack.readyState !== 'ended';
  }

  /** After a restart, which publishes anew by itself: forgets what did not come through, so that core's next sync does. */
  forgetLost(): void {
    for (const [source, { track, placeholder }] of this.published) {
      if (track.isPublished()) continue;
      this.published.delete(source);
      placeholder?.stop();
    }
  }

  /** The tracks that are published, for statistics. */
  tracks(): readonly (readonly [SourceKind, LkLocalTrack])[] {
    return [...this.published].map(([source, { track }]) => [source, track] as const);
  }

  /** Lets go of the driver's own tracks. */
  release(): void {
    this.released = true;
    this.restored();
    for (const { placeholder } of this.published.values()) placeholder?.stop();
    this.published.clear();
  }

  private async bring(wanted: LocalPublication): Promise<LocalFailure | undefined> {
    const { source, track, muted, contentHint } = wanted;
    if (track && track.contentHint !== contentHint) track.contentHint = contentHint;
    try {
      if (this.published.has(source)) {
        await this.replace(source, track);
        if (this.known(source).muted !== muted) await this.setMuted(source, muted);
      } else await this.publish(wanted);
      return undefined;
    } catch (cause) {
      return { source, error: mapError(cause, `The ${source} could not be published.`, 'publish-failed') };
    }
  }

  private async publish({ source, track, muted, contentHint, maxBitrate }: LocalPublication): Promise<void> {
    await this.repair?.done;
    // The SDK would keep it until it is connected again, and stop it after a while.
    if (this.released) throw publishFailed(`The call ended before the ${source} was published.`);
    const kind = mediaKindOf(source);
    const placeholder = track ? undefined : this.environment.createPlaceholder(kind);
    const own = placeholder?.track ?? track;
    if (!own) return;
    try {
      const published = await this.room.publish({
        kind,
        track: own,
        source: vendorSources[source],
        name: source,
        muted,
        maxBitrate,
        music: contentHint === 'music',
      });
      this.published.set(source, { track: published, placeholder, muted });
    } catch (cause) {
      placeholder?.stop();
      throw cause;
    }
  }

  private async unpublish(source: SourceKind): Promise<void> {
    const known = this.known(source);
    this.published.delete(source);
    try {
      await known.track.unpublish();
    } finally {
      known.placeholder?.stop();
    }
  }

  private placeholder(source: SourceKind, known: Published): PlaceholderTrack {
    known.placeholder ??= this.environment.createPlaceholder(mediaKindOf(source));
    return known.placeholder;
  }

  private known(source: SourceKind): Published {
    const known = this.published.get(source);
    if (known) return known;
    throw publishFailed(`The ${source} is not published.`);
  }
}

function publishFailed(message: string): RtcError {
  return new RtcError({ code: 'publish-failed', message, adapter: 'livekit' });
}
