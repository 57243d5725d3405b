import { isRtcError, type RtcError, type RtcSession } from '@jackfield/core';
import type { DeviceInfo } from '@jackfield/core/devices';
import type { DevicesView } from '@jackfield/svelte';
import { cameraWishes } from './camera-quality.ts';
import { recall, remember } from './remembered.ts';

/** A kind of device that a person chooses. */
export type ChoosableKind = 'microphone' | 'camera' | 'speaker';

/** A device that was not to be had. */
export interface FailedOpening {
  readonly kind: 'microphone' | 'camera';
  readonly error: RtcError;
}

/** Which devices there are and which ones are used; what is chosen counts for the next visit too. */
export class DeviceChoice {
  /** The speaker that was chosen and is in use; undefined where the system decides. */
  speakerId: string | undefined = $state();
  /** Resolves once the speaker that was chosen last is in use, or refused. */
  speakerSettled: Promise<void> = Promise.resolve();
  private readonly session: RtcSession;
  private readonly devices: DevicesView;

  /** Chooses for a session. */
  constructor(session: RtcSession, devices: DevicesView) {
    this.session = session;
    this.devices = devices;
  }

  /** What is plugged in. Reactive. */
  list(kind: ChoosableKind): readonly DeviceInfo[] {
    const { cameras, microphones, speakers } = this.devices.list;
    return { camera: cameras, microphone: microphones, speaker: speakers }[kind];
  }

  /** The device chosen last time, where it is there; the browser tells only once it may be used. */
  remembered(kind: ChoosableKind): string | undefined {
    const id = recall(`${kind}-device`);
    return this.list(kind).some(({ deviceId }) => deviceId === id) ? id : undefined;
  }

  /** Uses a device from now on. Rejects as `setDevice` and `setSpeaker` do. */
  async choose(kind: ChoosableKind, deviceId: string): Promise<void> {
    remember(`${kind}-device`, deviceId);
    const { session } = this;
    if (kind === 'speaker') await this.useSpeaker(deviceId);
    else await session[kind].setDevice(deviceId);
  }

  /** Sends as good a picture as is chosen now; one that is off is opened so later. Rejects as `enable` does. */
  async useQuality(): Promise<void> {
    const { camera } = this.session;
    if (camera.state.enabled) await camera.enable(cameraWishes());
  }

  /** Opens microphone and camera in one prompt, with the devices of last time. Resolves with what was refused. */
  async open(kinds: readonly ('microphone' | 'camera')[]): Promise<readonly FailedOpening[]> {
    await this.devices.refresh();
    const tried = await Promise.all(
      kinds.map(async (kind) => {
        const deviceId = this.remembered(kind);
        try {
          const wishes = kind === 'camera' ? cameraWishes() : {};
          await this.session[kind].enable(deviceId === undefined ? wishes : { ...wishes, deviceId });
          return [];
        } catch (error) {
          if (!isRtcError(error)) throw error;
          return [{ kind, error }];
        }
      }),
    );
    // Names are known only now, and not every browser says so.
    await this.devices.refresh();
    return tried.flat();
  }

  /** Plays on the speaker of last time, where it is there. Rejects as `setSpeaker` does. */
  async openSpeaker(): Promise<void> {
    const speaker = this.remembered('speaker');
    if (speaker !== undefined) await this.useSpeaker(speaker);
  }

  private async useSpeaker(deviceId: string): Promise<void> {
    const chosen = this.session.playback.setSpeaker(deviceId);
    // For whoever waits until it is over; what it rejects with goes to whoever chose.
    this.speakerSettled = chosen.catch(() => undefined);
    await chosen;
    this.speakerId = deviceId;
  }
}
