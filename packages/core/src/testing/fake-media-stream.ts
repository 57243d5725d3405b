import { ListenerCounter } from './listener-counter.ts';

/** The handler that `onaddtrack` and its like take. */
type StreamHandler = ((this: MediaStream, event: MediaStreamTrackEvent) => unknown) | null;

let lastStreamId = 0;

/** A MediaStream without media. */
export class FakeMediaStream extends ListenerCounter implements MediaStream {
  readonly id: string;
  onaddtrack: StreamHandler = null;
  onremovetrack: StreamHandler = null;
  /** The changes that were made to it, in order: for rules such as "the new track is added before the old one is removed". */
  readonly history: string[] = [];
  readonly #tracks = new Set<MediaStreamTrack>();

  constructor(tracks: readonly MediaStreamTrack[] = []) {
    super();
    lastStreamId += 1;
    this.id = `fake-stream-${lastStreamId}`;
    for (const track of tracks) this.#tracks.add(track);
  }

  get active(): boolean {
    return this.getTracks().some((track) => track.readyState === 'live');
  }

  addTrack(track: MediaStreamTrack): void {
    // As Chromium does: an id that is there already counts, whatever track has it.
    if (this.getTracks().some(({ id }) => id === track.id)) return;
    this.#tracks.add(track);
    this.history.push(`add ${track.id}`);
  }

  removeTrack(track: MediaStreamTrack): void {
    if (this.#tracks.delete(track)) this.history.push(`remove ${track.id}`);
  }

  getTracks(): MediaStreamTrack[] {
    return [...this.#tracks];
  }

  getAudioTracks(): MediaStreamTrack[] {
    return this.getTracks().filter(({ kind }) => kind === 'audio');
  }

  getVideoTracks(): MediaStreamTrack[] {
    return this.getTracks().filter(({ kind }) => kind === 'video');
  }

  getTrackById(id: string): MediaStreamTrack | null {
    return this.getTracks().find((track) => track.id === id) ?? null;
  }

  clone(): FakeMediaStream {
    return new FakeMediaStream(this.getTracks().map((track) => track.clone()));
  }
}
