import type { RtcDriver } from '../adapter/rtc-driver.ts';
import { RtcError } from '../errors/rtc-error.ts';
import type { RemoteSourceKey } from '../model/remote-source-key.ts';
import type { SdkOutput } from '../rendering/sdk-output.ts';
import { remoteIdOf } from '../state/machine-state.ts';
import type { Store } from '../state/store.ts';
import type { Leg } from './leg.ts';

/** The sound of one leg whose SDK plays by itself. */
export interface SdkSound extends SdkOutput {
  /** Sets how loud a source is, 0…1: nothing where it is rendered from another leg. Says nothing twice. */
  setVolume(key: RemoteSourceKey, volume: number): void;
  /** A track of a source is there: an SDK begins each at full volume. */
  began(key: RemoteSourceKey): void;
  /** Forgets somebody who is gone. */
  forget(participantId: string): void;
}

/** The bound of a change of the output, in milliseconds. */
const outputMs = 5_000;

/** Makes the sound of a leg. */
export function createSdkSound(store: Store, leg: Pick<Leg, 'call' | 'generation'>): SdkSound {
  const { generation } = leg;
  /** The volumes that the SDK was told, by person and source; all others are full. */
  const told = new Map<string, Map<string, number>>();

  async function command(what: string, run: (driver: RtcDriver) => Promise<void> | undefined): Promise<void> {
    await leg.call(['playback'], { ms: outputMs, what }, async (driver) => {
      const done = run(driver);
      if (!done)
        throw new RtcError({ code: 'unsupported', message: `${what} is not possible with this vendor.` });
      await done;
    });
  }
  return {
    get blocked() {
      return store.state.legs.get(generation)?.playbackBlocked ?? false;
    },
    async resume() {
      await command('Resuming playback', (driver) => driver.doResumePlayback?.());
      store.dispatch({ type: 'playbackChanged', data: { leg: generation, blocked: false } });
    },
    setSpeaker: (deviceId) =>
      command('Choosing the loudspeaker', (driver) => driver.doSetAudioOutput?.(deviceId)),
    setVolume({ participantId, source }, volume) {
      const remoteId = remoteIdOf(store.state, participantId, generation);
      if (remoteId === undefined || (told.get(participantId)?.get(source) ?? 1) === volume) return;
      const volumes = told.get(participantId) ?? new Map<string, number>();
      told.set(participantId, volumes.set(source, volume));
      command('Changing a volume', (driver) => driver.doSetVolume?.(remoteId, source, volume)).catch(
        (cause: unknown) => {
          // Nobody knows how loud it is now: whatever is asked for next is said.
          if (volumes.get(source) === volume) volumes.set(source, NaN);
          store.warn(cause, 'The sound output could not be changed.');
        },
      );
    },
    began({ participantId, source }) {
      told.get(participantId)?.delete(source);
    },
    forget(participantId) {
      told.delete(participantId);
    },
  };
}
