import type { RenderState } from '../model/participant.ts';
import type { SoundFactory } from './mixed-sound.ts';
import type { Sound, SoundEvents } from './sound.ts';
import { syncTrack } from './sync-track.ts';

/** The parts that the sound of one remote source works with. */
export interface RemoteAudioPort {
  /** The source's stream. */
  readonly stream: MediaStream;
  /** Returns what makes its sound now; undefined where an SDK plays by itself. It may be another with each track. */
  readonly soundFactory: () => SoundFactory | undefined;
  /** Whose sound it is. */
  readonly participantId: string;
  /** Plays a track in an element of its own. */
  readonly solo: (track: MediaStreamTrack, events: SoundEvents) => Solo;
  readonly renderChanged: (render: RenderState) => void;
}

/** A sound that has a stream for itself. */
interface Solo {
  readonly stream: MediaStream;
  readonly sound: Sound;
}

/** The sound of one remote source. */
export interface RemoteAudio {
  readonly stream: MediaStream;
  /** The track that it plays. */
  readonly track: MediaStreamTrack | undefined;
  /** Its volume, 0…1. */
  readonly volume: number;
  setVolume(volume: number): void;
  /**
   * Plays a track that is to follow, unheard, in a sound of its own: `setTrack` takes it over without a gap. `ready` is called once it
   * plays; undefined ends what was prepared.
   */
  prepare(next: MediaStreamTrack | undefined, ready: () => void): void;
  /** Plays a track from now on; what it played before is silent in the same task. */
  setTrack(track: MediaStreamTrack | undefined): void;
  setExpected(expected: boolean): void;
  end(): void;
}

/** Makes one that is silent and has no element. */
export function createRemoteAudio(port: RemoteAudioPort): RemoteAudio {
  const { stream, soundFactory, solo, renderChanged, participantId } = port;
  let sound: Sound | undefined;
  let createSound: SoundFactory | undefined;
  let track: MediaStreamTrack | undefined;
  /** The stream that is played, where that is not the one that the app sees. */
  let alone: MediaStream | undefined;
  let next: (Solo & { readonly track: MediaStreamTrack }) | undefined;
  let volume = 1;
  let expected = false;
  let playing: 'waiting' | 'playing' | 'interrupted' | 'not-playing: outputs' = 'waiting';
  let render: RenderState = 'none';

  function update(): void {
    const next = !track || !expected ? 'none' : playing;
    if (next === render) return;
    render = next;
    renderChanged(next);
  }
  function become(next: typeof playing): void {
    playing = next;
    update();
  }
  const events: Required<SoundEvents> = {
    playing() {
      become('playing');
    },
    stopped(standing) {
      become(standing === 'interrupted' ? standing : 'waiting');
    },
    silenced(silenced) {
      become(silenced ? 'not-playing: outputs' : 'waiting');
    },
  };
  function release(): void {
    sound?.end();
    sound = alone = undefined;
    playing = 'waiting';
  }
  return {
    stream,
    get track() {
      return track;
    },
    get volume() {
      return volume;
    },
    setVolume(next) {
      volume = next;
      sound?.setVolume(next);
    },
    prepare(following, ready) {
      next?.sound.end();
      next = undefined;
      if (!following) {
        ready();
        return;
      }
      const made = solo(following, {
        playing() {
          ready();
          if (track === following) events.playing();
        },
        stopped(standing) {
          if (track === following) events.stopped(standing);
        },
        silenced(silenced) {
          if (track === following) events.silenced(silenced);
        },
      });
      next = { track: following, ...made };
      made.sound.setVolume(0);
      made.sound.play();
    },
    setTrack(following) {
      // Measured in Chromium: a remote track that is taken out of a playing stream is heard for ever.
      const before = createSound;
      if (following) createSound = soundFactory();
      const taken = createSound && next?.track === following ? next : undefined;
      // Of one source there is one sound: what another player plays ends first.
      if (!following || taken || createSound !== before) release();
      else if (following !== track) sound?.rest();
      track = following;
      if (taken) {
        // Silent and heard in one task: there are never two copies, and no gap.
        ({ sound, stream: alone } = taken);
        sound.setVolume(volume);
        next = undefined;
      } else if (alone) syncTrack(alone, following);
      syncTrack(stream, following);
      if (following && createSound) {
        if (!sound) {
          sound = createSound(stream, events, participantId);
          sound.setVolume(volume);
        }
        sound.play();
      } else if (following) playing = 'playing';
      update();
    },
    setExpected(next) {
      expected = next;
      update();
    },
    end() {
      next?.sound.end();
      release();
      track = undefined;
      syncTrack(stream, undefined);
    },
  };
}
