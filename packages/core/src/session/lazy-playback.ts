import type { KeepPlaying } from '../elements/keep-playing.ts';
import type { Playback } from '../face/rtc-viewer.ts';
import type { ReceivingPart } from './receiving-part.ts';

/** Sound output as the app sees it: before a call only previews play, and a loudspeaker can be chosen all the same. */
export function lazyPlayback(source: PlaybackSource): Playback {
  const now = (): Playback | undefined => source.part?.remote.playback;
  return {
    get blocked() {
      return now()?.blocked ?? source.keep.blocked;
    },
    get interrupted() {
      return source.keep.interrupted;
    },
    resume: () => (now() ?? source.keep).resume(),
    get speakerId() {
      return now()?.speakerId ?? '';
    },
    setSpeaker: async (deviceId) => (now() ?? (await source.open()).remote.playback).setSpeaker(deviceId),
  };
}

/** The part of a call that sound output needs. */
interface PlaybackSource {
  /** Plays what should play, from the beginning. */
  readonly keep: KeepPlaying;
  /** Undefined until it is loaded. */
  readonly part: ReceivingPart | undefined;
  /** Loads it. */
  open(): Promise<ReceivingPart>;
}
