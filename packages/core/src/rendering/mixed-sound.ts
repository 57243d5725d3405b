import type { Sound, SoundEvents } from './sound.ts';

/** Makes the sound of a stream. */
export type SoundFactory = (
  stream: MediaStream,
  events: SoundEvents,
  /** The person who is heard; left out for a mix of everybody. */
  participantId?: string,
) => Sound;

/** The parts that sounds of a mix are made from. */
export interface MixedSoundPort {
  readonly createSound: SoundFactory;
  readonly createMediaStream: (tracks: readonly MediaStreamTrack[]) => MediaStream;
}

/**
 * Makes sounds for a vendor that sends one mix of everybody, so that every participant has the same track: each track is heard
 * once, however many sources carry it, for as long as one of them does.
 */
export function createMixedSounds({ createSound, createMediaStream }: MixedSoundPort): SoundFactory {
  const mixes = new Map<MediaStreamTrack, Mix>();

  function make(track: MediaStreamTrack): Mix {
    const holders = new Set<SoundEvents>();
    const each = (run: (holder: SoundEvents) => void): void => {
      for (const holder of [...holders]) run(holder);
    };
    const sound = createSound(createMediaStream([track]), {
      playing() {
        each((holder) => holder.playing?.());
      },
      stopped(standing) {
        each((holder) => holder.stopped?.(standing));
      },
      silenced(silenced) {
        each((holder) => holder.silenced?.(silenced));
      },
    });
    const mix = { sound, holders };
    mixes.set(track, mix);
    return mix;
  }
  /** Plays a mix for one more, or goes on with it. Returns what lets go of it. */
  function hold(track: MediaStreamTrack, events: SoundEvents): () => void {
    const { sound, holders } = mixes.get(track) ?? make(track);
    holders.add(events);
    sound.play();
    return () => {
      holders.delete(events);
      if (holders.size > 0) return;
      sound.end();
      mixes.delete(track);
    };
  }
  return (stream, events) => {
    let held: { readonly track: MediaStreamTrack; readonly letGo: () => void } | undefined;
    return {
      play() {
        const [track] = stream.getAudioTracks();
        const before = held;
        held = track && { track, letGo: hold(track, events) };
        if (before?.track !== track) before?.letGo();
      },
      // Each mix has a stream of its own, which never changes.
      rest: () => undefined,
      // A mix has one volume for everybody; setting one person's is refused before it comes here.
      setVolume: () => undefined,
      end() {
        held?.letGo();
        held = undefined;
      },
    };
  };
}

/** The sound of one track, and those who are heard in it. */
interface Mix {
  readonly sound: Sound;
  readonly holders: Set<SoundEvents>;
}
