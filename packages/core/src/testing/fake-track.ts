import { ListenerCounter } from './listener-counter.ts';
import type { TrackSource } from './track-source.ts';

/** What `onended` and its like take. */
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
  /** What it comes from; its clones come from the same. */
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
   * Whether anything but silence or black comes out of it: it is live, enabled *for the platform* (whatever an accessor on
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
    if (this.#readyState === 'ended') return;
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
