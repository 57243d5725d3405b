import { checkConstraints } from './match-constraints.ts';
import type { FakeMediaStreamTrack } from './fake-track.ts';

/** What a source is made from. */
export interface TrackSourceInit {
  /** What comes out of it. */
  readonly kind: 'audio' | 'video';
  /** As a track's `label`. */
  readonly label?: string | undefined;
  /** What `getSettings` says at first. */
  readonly settings?: MediaTrackSettings | undefined;
  /** What `getCapabilities` says; exact constraints are checked against it. */
  readonly capabilities?: MediaTrackCapabilities | undefined;
  /** Where it comes from, for the leak report. */
  readonly origin: 'device' | 'display' | 'remote' | 'web-audio' | 'test';
  /** Whether anything is to be heard or seen; always where left out. */
  readonly gives?: (() => boolean) | undefined;
}

let lastTrackId = 0;

/** What tracks and their clones come from: an opened device, a shared screen, a far end. Ends with its last track. */
export class TrackSource {
  readonly kind: 'audio' | 'video';
  readonly label: string;
  readonly settings: MediaTrackSettings;
  readonly capabilities: MediaTrackCapabilities;
  readonly origin: TrackSourceInit['origin'];
  readonly gives: () => boolean;
  /** Every track that ever came from it; the first is the raw one, the others are clones. */
  readonly tracks: Set<FakeMediaStreamTrack> = new Set<FakeMediaStreamTrack>();
  muted = false;
  #released: (() => void) | undefined;

  constructor(init: TrackSourceInit, released?: () => void) {
    this.kind = init.kind;
    this.label = init.label ?? `Fake ${init.kind}`;
    this.settings = init.settings ?? {};
    this.capabilities = init.capabilities ?? {};
    this.origin = init.origin;
    this.gives = init.gives ?? (() => true);
    this.#released = released;
  }

  /** Its tracks that have not ended. While there is one, the device is open and its light is on. */
  get liveTracks(): readonly FakeMediaStreamTrack[] {
    return [...this.tracks].filter((track) => track.readyState === 'live');
  }

  nextTrackId(): string {
    lastTrackId += 1;
    return `fake-${this.kind}-${lastTrackId}`;
  }

  trackStopped(_track: FakeMediaStreamTrack): void {
    this.#releaseWhenUnused();
  }

  end(): void {
    for (const track of this.liveTracks) track.endFromSource();
    this.#releaseWhenUnused();
  }

  setMuted(muted: boolean): void {
    if (muted === this.muted) return;
    this.muted = muted;
    for (const track of this.liveTracks) track.announce(muted ? 'mute' : 'unmute');
  }

  /** New settings for constraints; throws what the platform rejects with. */
  apply(constraints: MediaTrackConstraints): MediaTrackSettings {
    return checkConstraints(constraints, this.capabilities);
  }

  #releaseWhenUnused(): void {
    if (this.liveTracks.length > 0) return;
    this.#released?.();
    this.#released = undefined;
  }
}
