import type { PlaceholderTrack, RtcDriverEnvironment } from '../adapter/rtc-driver-environment.ts';
import type { DriverCall, LocalPublication, SyncLocalResult } from '../adapter/rtc-driver.ts';
import type { SourceQuality } from '../model/quality.ts';
import { mediaKindOf, type SourceKind } from '../model/source-kind.ts';
import type { ErrorFactory } from './create-errors.ts';
import { reconcileSources } from './reconcile-sources.ts';

/** Everything that is published on a leg, source by source. Its first four methods are those of a leg. */
export interface PublicationSet<Handle> {
  /** Makes what is published equal the set; each source stands for itself. */
  doSyncLocal(wanted: readonly LocalPublication[], call?: DriverCall): Promise<SyncLocalResult>;
  /** Sends another track, or the placeholder for none. */
  doReplaceTrack(source: SourceKind, track: MediaStreamTrack | null): Promise<void>;
  /** Tells the others, where that is not known yet. */
  doSetMuted(source: SourceKind, muted: boolean): Promise<void>;
  /** See {@link RtcDriver.doSetQuality}. */
  doSetQuality(source: SourceKind, quality: SourceQuality): Promise<void>;
  /** The vendor's object for a source that is published. */
  get(source: SourceKind): Handle | undefined;
  /** Everything that is published. */
  entries(): readonly (readonly [SourceKind, Handle])[];
  /**
   * Takes the vendor's word that a publication's mute has changed. Returns whether the server muted what core has not: core is
   * told then. What the server unmutes is muted again by the vendor's own call: only the app unmutes.
   */
  mutedByVendor(source: SourceKind, muted: boolean): boolean;
  /** Forgets a publication that the vendor has ended. Returns whether there was one. */
  forget(source: SourceKind): boolean;
  /** Lets go of all placeholders; nothing is published after this. */
  release(): void;
}

/** Makes the set of what a leg publishes, over a vendor's calls for one publication. */
export function createPublicationSet<Handle>(
  calls: PublicationCalls<Handle>,
  parts: {
    readonly environment: Pick<RtcDriverEnvironment, 'createPlaceholder'>;
    readonly errors: Pick<ErrorFactory, 'make' | 'from'>;
  },
): PublicationSet<Handle> {
  const { environment, errors } = parts;
  const all = new Map<SourceKind, Published<Handle>>();
  let over = false;
  const isOver = (): boolean => over;

  const known = (source: SourceKind): Published<Handle> => {
    const found = all.get(source);
    if (found) return found;
    throw errors.make('publish-failed', `The ${source} is not published.`);
  };
  const drop = (source: SourceKind): boolean => {
    all.get(source)?.placeholder?.stop();
    return all.delete(source);
  };
  const noLonger = (source: SourceKind) =>
    errors.make('publish-failed', `The call ended before the ${source} was published.`);

  async function publish(wanted: LocalPublication, call: DriverCall | undefined): Promise<void> {
    const { source, muted } = wanted;
    if (isOver()) throw noLonger(source);
    const placeholder = wanted.track ? undefined : environment.createPlaceholder(mediaKindOf(source));
    const track = wanted.track ?? placeholder?.track;
    if (!track) return;
    try {
      const handle = await calls.publish({ ...wanted, track }, call);
      all.set(source, { handle, track, placeholder, muted, quality: wanted.quality ?? {} });
    } catch (cause) {
      placeholder?.stop();
      throw cause;
    }
    // The leg has ended while the vendor published.
    if (isOver()) drop(source);
  }
  async function replace(source: SourceKind, track: MediaStreamTrack | null): Promise<void> {
    const one = known(source);
    if (!track) one.placeholder ??= environment.createPlaceholder(mediaKindOf(source));
    const next = track ?? one.placeholder?.track;
    if (next && (calls.trackOf?.(one.handle) ?? one.track) !== next) {
      await calls.replace(one.handle, next, { source, muted: one.muted, quality: one.quality });
      one.track = next;
    }
    if (!track) return;
    one.placeholder?.stop();
    one.placeholder = undefined;
  }
  async function setMuted(source: SourceKind, muted: boolean): Promise<void> {
    const one = known(source);
    const before = one.muted;
    one.muted = muted;
    try {
      await calls.setMuted(one.handle, muted, source);
    } catch (cause) {
      // What was refused is not so: the next sync tells it again.
      one.muted = before;
      throw cause;
    }
  }
  async function setQuality(source: SourceKind, quality: SourceQuality): Promise<void> {
    const one = known(source);
    if (!calls.setQuality || JSON.stringify(one.quality) === JSON.stringify(quality)) return;
    hint(one.placeholder ? null : one.track, quality.contentHint ?? '');
    await calls.setQuality(one.handle, quality, { source, track: one.track });
    one.quality = quality;
  }
  async function bring(wanted: LocalPublication, call: DriverCall | undefined): Promise<void> {
    const { source, track, muted, contentHint, quality } = wanted;
    hint(track, contentHint);
    if (!all.has(source)) return publish(wanted, call);
    await replace(source, track);
    if (quality) await setQuality(source, quality);
    if (known(source).muted !== muted) await setMuted(source, muted);
  }
  return {
    doSyncLocal: (wanted, call) =>
      reconcileSources({
        published: all.keys(),
        wanted,
        async unpublish(source) {
          const one = known(source);
          // Unknown at once, so that the vendor's word about it is not taken for the server's doing.
          all.delete(source);
          try {
            await calls.unpublish(one.handle, source);
            one.placeholder?.stop();
          } catch (cause) {
            // Still published: the next sync tries again.
            if (over) one.placeholder?.stop();
            else all.set(source, one);
            throw cause;
          }
        },
        bring: (publication) => bring(publication, call),
        failure: (cause, source) =>
          errors.from(cause, `The ${source} could not be published.`, 'publish-failed'),
      }),
    async doReplaceTrack(source, track) {
      try {
        await replace(source, track);
      } catch (cause) {
        throw errors.from(cause, `The ${source} could not be changed.`, 'publish-failed');
      }
    },
    async doSetMuted(source, muted) {
      try {
        await setMuted(source, muted);
      } catch (cause) {
        throw errors.from(cause, `The mute of the ${source} could not be told.`, 'publish-failed');
      }
    },
    async doSetQuality(source, quality) {
      try {
        await setQuality(source, quality);
      } catch (cause) {
        throw errors.from(cause, `The quality of the ${source} could not be changed.`, 'publish-failed');
      }
    },
    get: (source) => all.get(source)?.handle,
    entries: () => [...all].map(([source, { handle }]) => [source, handle] as const),
    mutedByVendor(source, muted) {
      const one = all.get(source);
      if (!one || one.muted === muted) return false;
      if (muted) one.muted = true;
      else calls.setMuted(one.handle, true, source).catch(() => undefined);
      return muted;
    },
    forget: drop,
    release() {
      over = true;
      for (const source of [...all.keys()]) drop(source);
    },
  };
}

/** A local source as it is given to the vendor: always with a track. */
export interface TrackPublication extends LocalPublication {
  /** Core's gated track, or a placeholder where its device was let go. */
  readonly track: MediaStreamTrack;
}

/**
 * A vendor's calls for one publication.
 *
 * @typeParam Handle - the vendor's object for a publication.
 */
export interface PublicationCalls<Handle> {
  /** Publishes, muted before anybody sees it where that is wanted. */
  publish(publication: TrackPublication, call: DriverCall | undefined): Promise<Handle>;
  /** Ends a publication and leaves its track alone. */
  unpublish(handle: Handle, source: SourceKind): Promise<unknown>;
  /** Sends another track. Not called with the one that is sent. `muted` is what core last announced, `quality` what it last wished for. */
  replace(
    handle: Handle,
    track: MediaStreamTrack,
    about: { readonly source: SourceKind; readonly muted: boolean; readonly quality: SourceQuality },
  ): Promise<unknown>;
  /** Tells the others. */
  setMuted(handle: Handle, muted: boolean, source: SourceKind): Promise<unknown>;
  /** Changes how it is encoded. What was given to {@link publish} is not told again. */
  setQuality?(
    handle: Handle,
    quality: SourceQuality,
    about: { readonly source: SourceKind; readonly track: MediaStreamTrack },
  ): Promise<unknown>;
  /** The track that is sent, where the vendor may send another one than it was given. */
  trackOf?(handle: Handle): MediaStreamTrack;
}

interface Published<Handle> {
  readonly handle: Handle;
  track: MediaStreamTrack;
  /** Sent while core has let the device go; made when first needed. */
  placeholder: PlaceholderTrack | undefined;
  /** The mute that core last asked for, once the vendor has taken it: anything else is the server's doing. */
  muted: boolean;
  /** The quality that it has. */
  quality: SourceQuality;
}

function hint(track: MediaStreamTrack | null, contentHint: string): void {
  if (track && track.contentHint !== contentHint) track.contentHint = contentHint;
}
