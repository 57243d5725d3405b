import type { RenderState } from '../model/participant.ts';
import type { SoundFactory } from './mixed-sound.ts';
import type { Sound } from './sound.ts';
import { syncTrack } from './sync-track.ts';

/** The parts that the sound of one remote source works with. */
export interface RemoteAudioPort {
  /** The source's stream. */
  readonly stream: MediaStream;
  /** Returns what makes its sound now; undefined where an SDK plays by itself. It may be another with each track. */
  readonly soundFactory: () => SoundFactory | undefined;
  readonly renderChanged: (render: RenderState) => void;
}

/** The sound of one remote source. */
export interface RemoteAudio {
  readonly stream: MediaStream;
  /** The track that it plays. */
  readonly track: MediaStreamTrack | undefined;
  /** Its volume, 0…1. */
  readonly volume: number;
  setVolume(volume: number): void;
  setTrack(track: MediaStreamTrack | undefined): void;
  setExpected(expected: boolean): void;
  end(): void;
}

/** Makes one that is silent and has no element. */
export function createRemoteAudio({ stream, soundFactory, renderChanged }: RemoteAudioPort): RemoteAudio {
  let sound: Sound | undefined;
  let createSound: SoundFactory | undefined;
  let track: MediaStreamTrack | undefined;
  let volume = 1;
  let expected = false;
  let playing = false;
  let render: RenderState = 'none';

  function update(): void {
    const next = !track || !expected ? 'none' : playing ? 'playing' : 'waiting';
    if (next === render) return;
    render = next;
    renderChanged(next);
  }
  function played(): void {
    playing = track !== undefined;
    update();
  }
  function release(): void {
    sound?.end();
    sound = undefined;
    playing = false;
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
    setTrack(next) {
      // Measured in Chromium: a remote track that is taken out of a playing stream is heard for ever.
      const before = createSound;
      if (next) createSound = soundFactory();
      // Of one source there is one sound: what another player plays ends first.
      if (!next || createSound !== before) release();
      else if (next !== track) sound?.rest();
      track = next;
      syncTrack(stream, next);
      if (!next) playing = false;
      else if (!createSound) playing = true;
      else {
        if (!sound) {
          sound = createSound(stream, played);
          sound.setVolume(volume);
        }
        sound.play();
      }
      update();
    },
    setExpected(next) {
      expected = next;
      update();
    },
    end() {
      release();
      track = undefined;
      syncTrack(stream, undefined);
    },
  };
}
