import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import type { PlayGuard } from './play-guard.ts';
import type { Speaker } from './speaker.ts';

/** The parts that all sounds of a session share. */
export interface SoundPort {
  readonly environment: Pick<RtcEnvironment, 'createAudioElement'>;
  readonly guard: PlayGuard;
  readonly speaker: Speaker;
}

/** A stream that can be heard. */
export interface Sound {
  /** Plays. */
  play(): void;
  /** Lets go of the stream, before its tracks change; `play` takes it again. */
  rest(): void;
  /** Its volume, 0…1. */
  setVolume(volume: number): void;
  /** Silence; nothing is left. */
  end(): void;
}

/**
 * Plays a stream in a detached element of its own. Never by Web Audio: there a browser's echo canceller does not hear it,
 * and some browsers play no remote stream that is not in an element.
 */
export function createSound(
  stream: MediaStream,
  { environment, guard, speaker }: SoundPort,
  played: () => void,
): Sound {
  const element = environment.createAudioElement();
  element.autoplay = true;
  speaker.adopt(element);
  function rest(): void {
    element.pause();
    element.srcObject = null;
  }
  return {
    play() {
      if (!element.srcObject) element.srcObject = stream;
      guard.play(element, played);
    },
    rest,
    setVolume(volume) {
      element.volume = volume;
      // Phones keep their own volume; silence at least is possible there.
      element.muted = volume === 0;
    },
    end() {
      guard.forget(element);
      speaker.forget(element);
      rest();
    },
  };
}
