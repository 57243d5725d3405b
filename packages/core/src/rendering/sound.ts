import type { KeepPlaying, PlayedEvents } from '../elements/keep-playing.ts';
import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import type { Outputs } from './outputs.ts';
import type { Speaker } from './speaker.ts';

/** The parts that all sounds of a session share, and whose sound it is. */
export interface SoundPort {
  readonly environment: Pick<RtcEnvironment, 'createAudioElement'>;
  readonly keep: KeepPlaying;
  readonly speaker: Speaker;
  readonly outputs: Outputs;
  /** The person who is heard; undefined for a mix of everybody. */
  readonly participantId: string | undefined;
}

/** Listens to a sound. */
export interface SoundEvents extends PlayedEvents {
  /** The browser has no output left for it, or has one again. */
  silenced?(silenced: boolean): void;
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
  { environment, keep, speaker, outputs, participantId }: SoundPort,
  events: SoundEvents,
): Sound {
  const element = environment.createAudioElement();
  element.autoplay = true;
  speaker.adopt(element);
  function rest(): void {
    element.pause();
    element.srcObject = null;
  }
  function start(): void {
    if (!element.srcObject) element.srcObject = stream;
    keep.play(element, events);
  }
  const output = outputs.open({
    participantId,
    start,
    silence() {
      keep.forget(element);
      rest();
    },
    told: (silenced) => events.silenced?.(silenced),
  });
  // Measured in Chromium: play() resolves, and then the element fails, where there is no output left.
  element.addEventListener?.('error', output.failed);
  return {
    play: output.play,
    rest,
    setVolume(volume) {
      element.volume = volume;
      // Phones keep their own volume; silence at least is possible there.
      element.muted = volume === 0;
    },
    end() {
      element.removeEventListener?.('error', output.failed);
      keep.forget(element);
      speaker.forget(element);
      rest();
      output.end();
    },
  };
}
