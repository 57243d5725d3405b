import { ListenerCounter } from './listener-counter.ts';
import { checkConstraints, FakeOverconstrainedError } from './match-constraints.ts';

/** The handler that `onended` and its like take. */
type TrackHandler = ((this: MediaStreamTrack, event: Event) => unknown) | null;

/**
 * A MediaStreamTrack without media. It has the platform's accessors on its prototype, so that code which puts accessors of
 * its own on a track meets what it would meet in a browser.
 */
export class FakeMediaStreamTrack extends ListenerCounter implements MediaStreamTrack {
  readonly kind: 'audio' | 'video';
  readonly id: string;
  readonly label: string;
  contentHint = '';
  onended: TrackHandler = null;
  onmute: TrackHandler = null;
  onunmute: TrackHandler = null;
  /** The source that it comes from; its clones come from the same. */
  readonly source: TrackSource;
  /** The track that it was cloned from, if it is a clone. */
  readonly clonedFrom: FakeMediaStreamTrack | undefined;
  #enabled = true;
  #readyState: MediaStreamTrackState = 'live';
  #settings: MediaTrackSettings;
  #constraints: MediaTrackConstraints = {};

  constructor(source: TrackSource, clonedFrom?: FakeMediaStreamTrack) {
    super();
    this.source = source;
    this.clonedFrom = clonedFrom;
    this.kind = source.kind;
    this.label = source.label;
    this.id = source.nextTrackId();
    this.#settings = { ...source.settings };
    if (clonedFrom) {
      this.#enabled = clonedFrom.#enabled;
      this.#readyState = clonedFrom.#readyState;
      this.#settings = { ...clonedFrom.#settings };
      this.#constraints = { ...clonedFrom.#constraints };
      this.contentHint = clonedFrom.contentHint;
    }
    source.tracks.add(this);
  }

  get enabled(): boolean {
    return this.#enabled;
  }

  set enabled(value: boolean) {
    this.#enabled = value;
  }

  get muted(): boolean {
    return this.source.muted;
  }

  get readyState(): MediaStreamTrackState {
    return this.#readyState;
  }

  /**
   * Tells whether anything but silence or black comes out of it: it is live, enabled *for the platform* (whatever an accessor on
   * the object says), not muted by its device, and what it comes from gives something.
   */
  get emits(): boolean {
    return this.#readyState === 'live' && this.#enabled && !this.source.muted && this.source.gives();
  }

  clone(): FakeMediaStreamTrack {
    return new FakeMediaStreamTrack(this.source, this);
  }

  /** As the platform: no `ended` event for whoever stops it. */
  stop(): void {
    if (this.#readyState === 'ended') return;
    this.#readyState = 'ended';
    this.source.trackStopped(this);
  }

  getSettings(): MediaTrackSettings {
    return { ...this.#settings };
  }

  getConstraints(): MediaTrackConstraints {
    return { ...this.#constraints };
  }

  getCapabilities(): MediaTrackCapabilities {
    return { ...this.source.capabilities };
  }

  async applyConstraints(constraints: MediaTrackConstraints = {}): Promise<void> {
    await Promise.resolve();
    // As Chromium; others resolve and do nothing.
    if (this.#readyState === 'ended') throw new FakeOverconstrainedError('');
    this.#settings = { ...this.#settings, ...this.source.apply(constraints) };
    this.#constraints = { ...constraints };
  }

  /** The device is lost: this track and all that share its source end, each with an `ended` event. */
  end(): void {
    this.source.end();
  }

  /** The device is interrupted or comes back, as iOS does for a phone call: `mute` or `unmute` on all that share it. */
  setMuted(muted: boolean): void {
    this.source.setMuted(muted);
  }

  /** Called by its source: ends this one track with the event. */
  endFromSource(): void {
    if (this.#readyState === 'ended') return;
    this.#readyState = 'ended';
    this.announce('ended');
  }

  /** Called by its source: fires an event, and the handler of that name. */
  announce(name: 'ended' | 'mute' | 'unmute'): void {
    const event = new Event(name);
    this[`on${name}`]?.(event);
    this.dispatchEvent(event);
  }
}

/** The parts that a source is made from. */
export interface TrackSourceInit {
  /** The sound or picture that comes out of it. */
  readonly kind: 'audio' | 'video';
  /** As a track's `label`. */
  readonly label?: string | undefined;
  /** The settings that `getSettings` says at first. */
  readonly settings?: MediaTrackSettings | undefined;
  /** The abilities that `getCapabilities` says; exact constraints are checked against it. */
  readonly capabilities?: MediaTrackCapabilities | undefined;
  /** Where it comes from, for the leak report. */
  readonly origin: 'device' | 'display' | 'remote' | 'web-audio' | 'test';
  /** Tells whether anything is to be heard or seen; always where left out. */
  readonly gives?: (() => boolean) | undefined;
}

let lastTrackId = 0;

/** The source that tracks and their clones come from: an opened device, a shared screen, a far end. Ends with its last track. */
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
