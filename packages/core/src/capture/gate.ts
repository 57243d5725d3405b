import { gateTrack, type GatedTrack } from './gated-track.ts';

/** A gated clone with everything that was cloned from it. */
export interface GatedFamily {
  /** The clone that a vendor gets. */
  readonly track: MediaStreamTrack;
  /** Runs an action on every live member. */
  each(action: (track: MediaStreamTrack) => void): void;
  /** Ends every member. */
  stop(): void;
}

/**
 * The gate between a source and everybody who sends it. Closing it silences all tracks that were ever handed out, their
 * clones included, in the same instant.
 */
export interface Gate {
  /** Tells whether anything passes. */
  readonly open: boolean;
  /** Tells whether the source is just being unmuted. */
  readonly expecting: boolean;
  /** Opens or closes it, synchronously. */
  set(open: boolean): void;
  /** A source is about to be unmuted: writes of `enabled = true` are in order until the gate is set. */
  expectWrites(): void;
  /** A new gated clone of a track. */
  hand(track: MediaStreamTrack): GatedFamily;
  /** Listens to `set`: what is made of the source must be silent in the same instant. Returns its undo. */
  watch(listener: () => void): () => void;
}

/** Makes a closed gate. `contained` counts writes of `enabled = true` that came while it was closed. */
export function createGate(on: { readonly contained?: (() => void) | undefined }): Gate {
  const watchers = new Set<{ readonly run: () => void }>();
  const families = new Set<Set<GatedTrack>>();
  let open = false;
  let expected = false;
  return {
    get open() {
      return open;
    },
    get expecting() {
      return expected;
    },
    set(next) {
      open = next;
      expected = false;
      for (const family of families) for (const member of family) member.apply();
      for (const { run } of watchers) run();
    },
    expectWrites() {
      expected = true;
    },
    hand(track) {
      const members = new Set<GatedTrack>();
      families.add(members);
      const first = gateTrack(track.clone(), {
        isOpen: () => open,
        contained() {
          if (!expected) on.contained?.();
        },
        joined(member) {
          for (const other of members) if (other.track.readyState === 'ended') members.delete(other);
          members.add(member);
        },
      });
      return {
        track: first,
        each(action) {
          for (const member of members) action(member.track);
        },
        stop() {
          families.delete(members);
          for (const member of members) member.track.stop();
          members.clear();
        },
      };
    },
    watch(run) {
      const entry = { run };
      watchers.add(entry);
      return () => {
        watchers.delete(entry);
      };
    },
  };
}
