import type { Playback } from '../face/rtc-session.ts';
import type { CallPart } from './call-part.ts';

/** What sound output needs. */
interface PlaybackSource {
  /** What only a call needs; undefined until it is loaded. */
  readonly part: CallPart | undefined;
  /** Loads it. */
  open(): Promise<CallPart>;
}

/** Sound output as the app sees it: nothing plays before a call, and a loudspeaker can be chosen all the same. */
export function lazyPlayback(source: PlaybackSource): Playback {
  const now = (): Playback | undefined => source.part?.remote.playback;
  return {
    get blocked() {
      return now()?.blocked ?? false;
    },
    resume: () => now()?.resume() ?? Promise.resolve(),
    get speakerId() {
      return now()?.speakerId ?? '';
    },
    setSpeaker: async (deviceId) => (now() ?? (await source.open()).remote.playback).setSpeaker(deviceId),
  };
}
