import type { PlaceholderTrack, RtcDriverEnvironment } from '@jackfield/core/adapter';
import { slots, type Slot } from '../engine/engine-internals.ts';
import type { AliEngine } from '../engine/port.ts';

const types = { microphone: 0, camera: 1, screen: 2 } as const;

/**
 * What the SDK was given for its three slots: copies of core's tracks, or placeholders. It sets `enabled` of these and ends them with the
 * publication, so none is core's own.
 */
export class GivenTracks {
  readonly #engine: AliEngine;
  readonly #environment: RtcDriverEnvironment;
  #all: readonly { readonly given: PlaceholderTrack; readonly of: MediaStreamTrack | null }[] = [];

  constructor(engine: AliEngine, environment: RtcDriverEnvironment) {
    this.#engine = engine;
    this.#environment = environment;
  }

  /** Whether it was given nothing. */
  get isEmpty(): boolean {
    return this.#all.length === 0;
  }

  /** What it was given for a slot. */
  trackOf(slot: Slot): MediaStreamTrack | undefined {
    return this.#all[slots.indexOf(slot)]?.given.track;
  }

  /** Whether it was given just these. */
  are(tracks: readonly (MediaStreamTrack | null)[]): boolean {
    return !this.isEmpty && tracks.every((track, index) => this.#all[index]?.of === track);
  }

  /** Gives it something for every slot: what is missing it takes from the person's devices (measured). */
  give(tracks: readonly (MediaStreamTrack | null)[]): void {
    try {
      for (const [index, slot] of slots.entries()) {
        const track = tracks[index] ?? null;
        const kind = slot === 'microphone' ? 'audio' : 'video';
        const given = track ? copyOf(track) : this.#environment.createPlaceholder(kind);
        this.#all = [...this.#all, { given, of: track }];
        this.#engine.setExternalMediaTrack(given.track, types[slot]);
      }
    } catch (cause) {
      this.release();
      throw cause;
    }
  }

  /** Ends all of it. */
  release(): void {
    for (const { given } of this.#all) given.stop();
    this.#all = [];
  }
}

function copyOf(original: MediaStreamTrack): PlaceholderTrack {
  const track = original.clone();
  return {
    track,
    stop() {
      track.stop();
    },
  };
}
