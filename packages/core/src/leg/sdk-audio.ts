import type { RtcDriver } from '../adapter/rtc-driver.ts';
import { RtcError } from '../errors/rtc-error.ts';
import type { SdkAudio } from '../rendering/playback.ts';
import { remoteIdOf } from '../state/machine-state.ts';
import type { Store } from '../state/store.ts';
import type { ActiveLeg } from './leg.ts';

/** How long an SDK may take to change its sound output, in milliseconds. */
const outputMs = 5_000;

/** The sound output of an SDK that plays by itself. What is chosen before a call is applied when it has begun. */
export interface LegAudio extends SdkAudio {
  /** A call has begun: a new engine knows nothing of the choice made before. */
  joined(): void;
}

/** Makes it for a session. */
export function createLegAudio(store: Store, legs: ActiveLeg): LegAudio {
  let speakerId: string | undefined;
  const warn = (cause: unknown): void => {
    store.warn(cause, 'The sound output could not be changed.');
  };
  async function command(what: string, run: (driver: RtcDriver) => Promise<void> | undefined): Promise<void> {
    await legs.active?.call(['playback'], { ms: outputMs, what }, async (driver) => {
      const done = run(driver);
      if (!done)
        throw new RtcError({ code: 'unsupported', message: `${what} is not possible with this vendor.` });
      await done;
    });
  }
  async function setSpeaker(deviceId: string): Promise<void> {
    await command('Choosing the loudspeaker', (driver) => driver.doSetAudioOutput?.(deviceId));
    speakerId = deviceId;
  }
  return {
    get blocked() {
      return store.state.playbackBlocked;
    },
    async resume() {
      await command('Resuming playback', (driver) => driver.doResumePlayback?.());
      store.dispatch({ type: 'playbackChanged', data: { blocked: false } });
    },
    setSpeaker,
    setVolume({ participantId, source }, volume) {
      const remoteId = remoteIdOf(store.state, participantId, legs.active?.generation ?? NaN);
      if (remoteId === undefined) return;
      command('Changing a volume', (driver) => driver.doSetVolume?.(remoteId, source, volume)).catch(warn);
    },
    joined() {
      if (speakerId !== undefined) setSpeaker(speakerId).catch(warn);
    },
  };
}
