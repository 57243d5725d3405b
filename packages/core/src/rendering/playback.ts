import type { KeepPlaying } from '../elements/keep-playing.ts';
import type { Playback } from '../face/rtc-viewer.ts';
import type { SdkOutput } from './sdk-output.ts';
import type { Speaker } from './speaker.ts';

/** The parts that the app's view of sound output is made from. */
export interface PlaybackPort {
  readonly keep: KeepPlaying;
  readonly speaker: Speaker;
  /** The SDKs that play by themselves now. */
  readonly sdkOutputs: () => Iterable<SdkOutput>;
}

/** Makes one sound output of all that play. */
export function createPlayback({ keep, speaker, sdkOutputs }: PlaybackPort): Playback {
  const refused = (): readonly SdkOutput[] => [...sdkOutputs()].filter(({ blocked }) => blocked);
  return {
    get blocked() {
      return keep.blocked || refused().length > 0;
    },
    get interrupted() {
      return keep.interrupted;
    },
    async resume() {
      // All begin before anything is awaited: the gesture counts only so long.
      await Promise.all([keep.resume(), ...refused().map((output) => output.resume())]);
    },
    get speakerId() {
      return speaker.id;
    },
    setSpeaker: (deviceId) => speaker.choose(deviceId),
  };
}
