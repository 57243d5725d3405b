import type { DriverCall, SourceKind, SourceQuality } from '@jackfield/core/adapter';
import type { PublicationCalls, TrackPublication } from '@jackfield/core/adapter-kit';
import { cloneForVendor, resolveQuality, untilAborted } from '@jackfield/core/adapter-kit';
import { errors } from '../errors.ts';
import type { TrtcEvents, TrtcInstance, TrtcAudioOption, TrtcVideoProfile } from '../port.ts';

type MediaType = 'audio' | 'video' | 'screen';

const mediaTypes: Readonly<Partial<Record<SourceKind, MediaType>>> = {
  microphone: 'audio',
  camera: 'video',
  screen: 'screen',
};

/** The vendor's calls for one publication. The handle is the source itself: an instance has one of each. */
export class Publishing implements PublicationCalls<SourceKind> {
  readonly #engine: () => TrtcInstance;
  readonly #tellMuted: () => void;
  readonly #mayPublish: () => boolean;
  readonly #waiting = new Map<MediaType, { done: () => void; failed: (cause: unknown) => void }>();
  readonly #muted = new Set<SourceKind>();
  /** The clones that the SDK has: it switches on what it is given, at each publish, unmute and replace (measured). */
  readonly #given = new Map<SourceKind, MediaStreamTrack>();

  constructor(parts: { engine: () => TrtcInstance; tellMuted: () => void; mayPublish: () => boolean }) {
    this.#engine = parts.engine;
    this.#tellMuted = parts.tellMuted;
    this.#mayPublish = parts.mayPublish;
  }

  /** What is published and muted. */
  get muted(): ReadonlySet<SourceKind> {
    return this.#muted;
  }

  async publish(publication: TrackPublication, call: DriverCall | undefined): Promise<SourceKind> {
    const { source, muted } = publication;
    // Measured: of the audience the SDK takes the track, publishes nothing, and does so by itself as soon as the role changes.
    if (!this.#mayPublish()) throw errors.make('forbidden', 'The audience cannot publish.');
    if (muted) this.#note(source, true);
    try {
      await untilAborted(this.#start(publication), { signal: call?.signal, what: 'Publishing' });
    } catch (cause) {
      await this.#stop(source).catch(() => undefined);
      this.#note(source, false);
      throw cause;
    }
    return source;
  }

  async unpublish(source: SourceKind): Promise<void> {
    await this.#stop(source);
    this.#note(source, false);
  }

  async replace(
    source: SourceKind,
    track: MediaStreamTrack,
    { muted }: { readonly muted: boolean },
  ): Promise<void> {
    const engine = this.#engine();
    const clone = cloneForVendor(track);
    try {
      if (source === 'microphone')
        await engine.updateLocalAudio({ mute: muted, option: { audioTrack: clone } });
      else if (source === 'screen') await engine.updateScreenShare({ option: { videoTrack: clone } });
      else await engine.updateLocalVideo({ mute: muted, option: { videoTrack: clone } });
    } catch (cause) {
      clone.stop();
      throw cause;
    }
    this.#give(source, clone);
  }

  async setQuality(
    source: SourceKind,
    quality: SourceQuality,
    { track }: { readonly track: MediaStreamTrack },
  ): Promise<void> {
    // Of a screen and of sound the SDK has no way to change it in a publication, and nothing of them is claimed.
    if (source !== 'camera') return;
    const given = this.#given.get(source);
    if (given) given.contentHint = quality.contentHint ?? '';
    await this.#engine().updateLocalVideo({ option: { profile: profileOf({ source, track, quality }) } });
  }

  async setMuted(source: SourceKind, muted: boolean): Promise<void> {
    // Of a screen nothing is claimed: its mute is a black picture.
    if (source === 'screen') return;
    // Others are told before the mute and after the unmute: between the two they would take it for an unpublish.
    if (muted) this.#note(source, true);
    if (source === 'microphone') await this.#engine().updateLocalAudio({ mute: muted });
    else await this.#engine().updateLocalVideo({ mute: muted });
    if (!muted) this.#note(source, false);
  }

  /** Hears what becomes of a publication. */
  stateChanged({ mediaType, state, error }: Parameters<TrtcEvents['publish-state-changed']>[0]): void {
    const waiting = this.#waiting.get(mediaType);
    if (state === 'started') waiting?.done();
    if (state === 'stopped') {
      waiting?.failed(error ?? errors.make('publish-failed', `The ${mediaType} was not published.`));
    }
  }

  /** Ends every publication: the next join would publish it again by itself (measured). */
  async stopAll(): Promise<void> {
    await Promise.allSettled([this.#stop('microphone'), this.#stop('camera'), this.#stop('screen')]);
  }

  /** Forgets everything: the instance is another one. */
  reset(): void {
    for (const source of [...this.#given.keys()]) this.#give(source, undefined);
    this.#muted.clear();
    this.#waiting.clear();
  }

  /** Takes the track, and waits until the service has confirmed it: the SDK's own promise is too early (measured). */
  async #start(publication: TrackPublication): Promise<void> {
    const { source, track, muted, quality } = publication;
    const mediaType = mediaTypes[source];
    if (!mediaType) throw errors.make('unsupported', `The ${source} cannot be published.`);
    const engine = this.#engine();
    const clone = cloneForVendor(track);
    this.#give(source, clone);
    const option = { videoTrack: clone, profile: profileOf({ source, track, quality }) };
    const started = new Promise<void>((done, failed) => {
      this.#waiting.set(mediaType, { done, failed });
    });
    // It may be stopped before the SDK has even taken the track.
    started.catch(() => undefined);
    try {
      if (source === 'microphone')
        await engine.startLocalAudio({ mute: muted, option: { audioTrack: clone, ...soundOption(quality) } });
      else if (source === 'screen') await engine.startScreenShare({ option });
      else await engine.startLocalVideo({ mute: muted, option });
      await started;
    } finally {
      this.#waiting.delete(mediaType);
    }
  }

  async #stop(source: SourceKind): Promise<void> {
    const engine = this.#engine();
    try {
      if (source === 'microphone') await engine.stopLocalAudio();
      else if (source === 'screen') await engine.stopScreenShare();
      else await engine.stopLocalVideo();
    } finally {
      this.#give(source, undefined);
    }
  }

  /** Remembers what the SDK has, and ends what it had: it stops nothing that it was given. */
  #give(source: SourceKind, clone: MediaStreamTrack | undefined): void {
    this.#given.get(source)?.stop();
    if (clone) this.#given.set(source, clone);
    else this.#given.delete(source);
  }

  #note(source: SourceKind, muted: boolean): void {
    const changed = muted ? !this.#muted.has(source) : this.#muted.has(source);
    if (muted) this.#muted.add(source);
    else this.#muted.delete(source);
    if (changed) this.#tellMuted();
  }
}

/** The bounds of the encoder: the SDK takes all four or none. */
function profileOf(publication: Pick<TrackPublication, 'source' | 'track' | 'quality'>): TrtcVideoProfile {
  const { maxBitrate, maxFramerate = Infinity } = resolveQuality(publication);
  const { width = 1280, height = 720, frameRate = 30 } = publication.track.getSettings();
  return {
    width,
    height,
    frameRate: Math.min(Math.round(frameRate), maxFramerate),
    bitrate: Math.round(maxBitrate / 1000),
  };
}

/** The bits of sound: one of the SDK's presets, chosen for the life of a publication. */
function soundOption({ music, stereo }: SourceQuality = {}): Pick<TrtcAudioOption, 'profile'> {
  return music ? { profile: stereo ? 'high-stereo' : 'high' } : {};
}
