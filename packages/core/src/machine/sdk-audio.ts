import type { RtcDriver } from '../adapter/rtc-driver.ts';
import { RtcError } from '../errors/rtc-error.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';
import type { SdkAudio } from '../rendering/playback.ts';
import type { RemoteSourceKey } from '../rendering/remote-media.ts';
import type { Fact } from './fact.ts';
import type { Leg } from './leg.ts';
import type { MachineState } from './machine-state.ts';

/** How long an SDK may take to change its sound output, in milliseconds. */
const outputMs = 5_000;

/** What it works with. */
export interface SdkAudioPort {
  leg(): Leg | undefined;
  state(): MachineState;
  dispatch(fact: Fact): void;
}

/** The sound output of an SDK that plays by itself. What is chosen before a call is applied when it has begun. */
export class LegAudio implements SdkAudio {
  readonly #port: SdkAudioPort;
  #speakerId: string | undefined;

  constructor(port: SdkAudioPort) {
    this.#port = port;
  }

  get blocked(): boolean {
    return this.#port.state().playbackBlocked;
  }

  async resume(): Promise<void> {
    await this.#call('Resuming playback', (driver) => driver.doResumePlayback?.());
    this.#port.dispatch({ type: 'playbackChanged', data: { blocked: false } });
  }

  async setSpeaker(deviceId: string): Promise<void> {
    await this.#call('Choosing the loudspeaker', (driver) => driver.doSetAudioOutput?.(deviceId));
    this.#speakerId = deviceId;
  }

  setVolume({ participantId, source }: RemoteSourceKey, volume: number): void {
    const remoteId = [...this.#port.state().ids].find(([, id]) => id === participantId)?.[0];
    if (remoteId === undefined) return;
    this.#call('Changing a volume', (driver) => driver.doSetVolume?.(remoteId, source, volume)).catch(
      this.#warn,
    );
  }

  /** A call has begun: a new engine knows nothing of the choice made before. */
  joined(): void {
    const speakerId = this.#speakerId;
    if (speakerId !== undefined) this.setSpeaker(speakerId).catch(this.#warn);
  }

  readonly #warn = (cause: unknown): void => {
    const error = toRtcError(cause, { message: 'The sound output could not be changed.' });
    this.#port.dispatch({ type: 'warning', data: { error } });
  };

  async #call(what: string, run: (driver: RtcDriver) => Promise<void> | undefined): Promise<void> {
    await this.#port.leg()?.call(['playback'], { ms: outputMs, what }, async (driver) => {
      const done = run(driver);
      if (!done)
        throw new RtcError({ code: 'unsupported', message: `${what} is not possible with this vendor.` });
      await done;
    });
  }
}
