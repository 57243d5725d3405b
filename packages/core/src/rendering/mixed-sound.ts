import type { Sound } from './sound.ts';

/** Makes the sound of a stream. */
export type SoundFactory = (stream: MediaStream, played: () => void) => Sound;

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
  const mixes = new Map<MediaStreamTrack, { readonly sound: Sound; readonly holders: Set<() => void> }>();

  function hold(track: MediaStreamTrack, played: () => void): void {
    let mix = mixes.get(track);
    if (!mix) {
      const holders = new Set<() => void>();
      const sound = createSound(createMediaStream([track]), () => {
        for (const holder of [...holders]) holder();
      });
      mix = { sound, holders };
      mixes.set(track, mix);
    }
    mix.holders.add(played);
    mix.sound.play();
  }
  function letGo(track: MediaStreamTrack | undefined, played: () => void): void {
    const mix = track && mixes.get(track);
    if (!track || !mix?.holders.delete(played) || mix.holders.size > 0) return;
    mix.sound.end();
    mixes.delete(track);
  }
  return (stream, played) => {
    let held: MediaStreamTrack | undefined;
    return {
      play() {
        const [track] = stream.getAudioTracks();
        const before = held;
        held = track;
        if (track) hold(track, played);
        if (before !== track) letGo(before, played);
      },
      // Each mix has a stream of its own, which never changes.
      rest: () => undefined,
      // A mix has one volume for everybody; setting one person's is refused before it comes here.
      setVolume: () => undefined,
      end() {
        letGo(held, played);
        held = undefined;
      },
    };
  };
}
