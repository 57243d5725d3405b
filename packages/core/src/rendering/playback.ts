import type { Playback } from '../face/rtc-session.ts';
import type { PlayGuard } from './play-guard.ts';
import type { RemoteSourceKey } from '../model/remote-source-key.ts';
import type { Speaker } from './speaker.ts';

/** The sound output of an SDK that plays by itself. */
export interface SdkAudio {
  /** Whether the browser refuses it. */
  readonly blocked: boolean;
  /** Plays again, in a user gesture. Rejects `playback-blocked`. */
  resume(): Promise<void>;
  /** Chooses the loudspeaker. Rejects as `Playback.setSpeaker`. */
  setSpeaker(deviceId: string): Promise<void>;
  /** Sets the volume of one source, 0…1. */
  setVolume(key: RemoteSourceKey, volume: number): void;
}

/** What the app's view of sound output is made from. */
export interface PlaybackPort {
  readonly guard: PlayGuard;
  readonly speaker: Speaker;
  readonly sdkAudio: SdkAudio | undefined;
}

/** One sound output, whoever plays. */
export function createPlayback({ guard, speaker, sdkAudio }: PlaybackPort): Playback {
  let sdkSpeakerId = '';
  return {
    get blocked() {
      return guard.blocked || (sdkAudio?.blocked ?? false);
    },
    async resume() {
      // Both begin before anything is awaited: the gesture counts only so long.
      await Promise.all([guard.resume(), sdkAudio?.blocked ? sdkAudio.resume() : undefined]);
    },
    get speakerId() {
      return sdkAudio ? sdkSpeakerId : speaker.id;
    },
    async setSpeaker(deviceId) {
      if (!sdkAudio) {
        await speaker.choose(deviceId);
        return;
      }
      await sdkAudio.setSpeaker(deviceId);
      sdkSpeakerId = deviceId;
    },
  };
}
