import type { PlaceholderTrack, RtcDriverEnvironment } from '@jackfield/core/adapter';
import { slots, type Slot } from '../engine/engine-internals.ts';
import type { AliEngine } from '../engine/port.ts';

const types = { microphone: 0, camera: 1, screen: 2 } as const;

/** A copy or a placeholder, and what it is a copy of. */
interface Given {
  readonly given: PlaceholderTrack;
  readonly of: MediaStreamTrack | null;
}

/**
 * What the SDK was given for its three slots: copies of core's tracks, or placeholders. It sets `enabled` of these and ends them with the
 * publication, so none is core's own.
 */
export class GivenTracks {
  readonly #engine: AliEngine;
  readonly #environment: RtcDriverEnvironment;
  #all: readonly Given[] = [];

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

  /** Tells whether it was given just these, and has them still: what it has ended it opens by itself the next time (measured). */
  are(tracks: readonly (MediaStreamTrack | null)[]): boolean {
    return (
      !this.isEmpty &&
      tracks.every((track, index) => this.#all[index]?.of === track) &&
      this.#all.every(({ given: { track } }) => track.readyState === 'live')
    );
  }

  /** Gives it something for every slot: what is missing it takes from the person's devices (measured). */
  give(tracks: readonly (MediaStreamTrack | null)[]): void {
    try {
      for (const [index, slot] of slots.entries()) {
        const copy = tracks[index]?.clone();
        const kind = slot === 'microphone' ? 'audio' : 'video';
        const given = copy
          ? { track: copy, stop: () => copy.stop() }
          : this.#environment.createPlaceholder(kind);
        this.#all = [...this.#all, { given, of: tracks[index] ?? null }];
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
