import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import type { RtcError } from '../errors/rtc-error.ts';
import { isRtcError } from '../errors/rtc-error.ts';
import type { DeviceLossPolicy } from '../face/device-loss-policy.ts';
import type { CameraOptions, MicrophoneOptions } from '../face/local-source.ts';
import { captureError, captureFailure } from './capture-error.ts';
import { createCapture, type Capture } from './capture.ts';
import type { DeviceWishes } from './device-constraints.ts';
import type { OpenRequest } from './device-opener.ts';
import { isGivenUp } from '../timing/lane.ts';
import { OwnSource } from './own-source.ts';
import type { OwnSourceContext } from './source-base.ts';
import type { MediaProcessor } from '../face/media-processor.ts';

/** What a microphone or camera works with. */
export interface DeviceSourceContext extends Omit<OwnSourceContext, 'acquire'> {
  readonly source: 'microphone' | 'camera';
  readonly environment: RtcEnvironment;
  readonly open: (request: OpenRequest) => Promise<MediaStreamTrack>;
  readonly constraints: (wishes: DeviceWishes) => MediaTrackConstraints;
  readonly deviceLoss: DeviceLossPolicy;
  /** Runs an action on the clones that vendors have. */
  readonly eachClone: (action: (track: MediaStreamTrack) => void) => void;
}

/** A microphone or a camera. */
export class DeviceSource extends OwnSource {
  readonly #device: DeviceSourceContext;
  #wishes: DeviceWishes = {};
  #processor: MediaProcessor | undefined;
  /** The device that is being changed to: no other will do. */
  #only: string | undefined;

  constructor(device: DeviceSourceContext) {
    super({ ...device, acquire: (signal) => this.#openRemembered(signal) });
    this.#device = device;
  }

  /** See `LocalDeviceSource.enable`. */
  enableWith({ signal, deviceId, ...wishes }: MicrophoneOptions & CameraOptions = {}): Promise<void> {
    const before = JSON.stringify(this.#wishes);
    const other = deviceId !== undefined && deviceId !== this.state.deviceId;
    this.#wishes = { ...this.#wishes, ...wishes };
    const changed = before !== JSON.stringify(this.#wishes);
    if (other && !this.current) this.patch({ deviceId });
    return this.enable(signal, async (given) => {
      if (other) await this.swap(given, deviceId);
      else if (changed) await this.#adjust(given);
    });
  }

  /** See `LocalDeviceSource.setDevice`. */
  setDevice(deviceId: string): Promise<void> {
    this.intents += 1;
    return this.run({}, async (signal) => {
      const { deviceId: before, enabled, muted, capture } = this.state;
      if (this.current) {
        if (deviceId !== before) await this.swap(signal, deviceId);
        return;
      }
      this.patch({ deviceId });
      // Muted and released, or not asked for: it is only remembered. One that failed is tried again with the new device.
      if (!enabled || muted || capture.status !== 'failed') return;
      await this.bring(signal);
      this.gate.set(true);
      await this.#device.tell();
    });
  }

  /** See `LocalDeviceSource.setProcessor`. */
  setProcessor(processor: MediaProcessor | undefined): Promise<void> {
    return this.run({}, async (signal) => {
      const before = this.#processor;
      this.#processor = processor;
      try {
        if (this.current && before !== processor) await this.swap(signal, this.state.deviceId);
      } catch (error) {
        this.#processor = before;
        throw error;
      }
    });
  }

  /** Opens the same device anew; nobody awaits it. */
  reopen(): void {
    this.run({}, async (signal) => {
      if (this.current) await this.swap(signal, this.state.deviceId);
    }).catch(this.warn);
  }

  /** Opens the device anew, the same or another, under the same publication; mute stays. On failure the old one stays. */
  async swap(signal: AbortSignal, deviceId: string | undefined): Promise<void> {
    const { current: old } = this;
    const { deviceId: before } = this.state;
    if (old && this.#device.environment.singleCapture) {
      await this.#swapInPlace(signal, deviceId, old);
      return;
    }
    const opened = await this.#openDevice(signal, deviceId);
    if (signal.aborted) {
      opened.stop();
      return;
    }
    this.install(opened);
    if (before !== deviceId) this.patch({ deviceId });
    try {
      await this.#device.tell();
    } finally {
      old?.stop();
    }
  }

  /** Where a second capture would silence the first: let go, open, and open the old one again when that fails. */
  async #swapInPlace(signal: AbortSignal, deviceId: string | undefined, old: Capture): Promise<void> {
    const { deviceId: before } = this.state;
    this.held = true;
    this.offered = undefined;
    try {
      await this.#device.tell();
      if (signal.aborted) return;
      this.drop(old);
      try {
        this.patch({ deviceId });
        this.#only = deviceId === before ? undefined : deviceId;
        await this.bring(signal);
      } catch (error) {
        if (isGivenUp(signal)) throw error;
        this.patch({ deviceId: before });
        this.#only = undefined;
        await this.bring(signal).catch(this.warn);
        throw error;
      }
    } finally {
      this.held = false;
      this.#only = undefined;
      if (!signal.aborted) await this.#device.tell();
    }
  }

  async #adjust(signal: AbortSignal): Promise<void> {
    const { current } = this;
    const constraints = this.#device.constraints(this.#wishes);
    // What a microphone's processing is lies in the source: clones share it, and browsers differ in changing it.
    if (this.#device.source === 'microphone' || !current) return this.swap(signal, this.state.deviceId);
    try {
      await current.raw.applyConstraints(constraints);
      this.#device.eachClone((track) => {
        track.applyConstraints(constraints).catch(this.warn);
      });
    } catch {
      await this.swap(signal, this.state.deviceId);
    }
  }

  async #openRemembered(signal: AbortSignal): Promise<Capture> {
    const { deviceId } = this.state;
    try {
      return await this.#openDevice(signal, deviceId);
    } catch (error) {
      // The chosen device went away since: rather another one than none.
      if (
        deviceId === undefined ||
        deviceId === this.#only ||
        !isRtcError(error) ||
        error.code !== 'device-not-found'
      )
        throw error;
      const capture = await this.#openDevice(signal, undefined);
      if (!signal.aborted) this.patch({ deviceId: undefined });
      return capture;
    }
  }

  async #openDevice(signal: AbortSignal, deviceId: string | undefined): Promise<Capture> {
    const { source, open, constraints } = this.#device;
    const chosen = deviceId === undefined ? {} : { deviceId: { exact: deviceId } };
    const raw = await open({ source, constraints: { ...constraints(this.#wishes), ...chosen }, signal });
    const processor = this.#processor;
    let capture: Capture | undefined = undefined;
    const current = (): boolean => capture !== undefined && this.current === capture;
    const opened = await createCapture(
      raw,
      { signal, processor, environment: this.#device.environment },
      {
        ended: (error) => {
          if (current()) this.#onEnded(error);
        },
        interrupted: (interrupted) => {
          if (current()) this.patch({ capture: { status: interrupted ? 'interrupted' : 'live' } });
        },
        stuck: () => {
          if (current()) this.reopen();
        },
      },
    );
    if (raw.readyState === 'ended') {
      opened.stop();
      throw captureError('device-not-found', source);
    }
    capture = opened;
    return opened;
  }

  #onEnded(error?: RtcError): void {
    const failure = error ?? captureError('device-not-found', this.#device.source);
    const reason = error ? captureFailure(error) : 'unplugged';
    const { deviceLoss } = this.#device;
    // A processor that gave up (blur) is no reason to send what it was to hide, from whichever device.
    if (deviceLoss === 'unpublish') void this.disable({ status: 'failed', reason, error: failure });
    else if (deviceLoss === 'next-device' && !error && !this.state.muted) this.#next(failure);
    else void this.lost(reason, failure);
    // Not every browser knows these permissions by name: then it stays `unplugged`.
    if (!error) this.#checkRevoked().catch(() => undefined);
  }

  #next(failure: RtcError): void {
    this.held = true;
    this.gate.set(false);
    this.forget();
    this.patch({ deviceId: undefined, track: undefined });
    this.run({}, async (signal) => {
      try {
        if (!this.state.muted) await this.bring(signal);
        if (!this.state.muted) this.gate.set(true);
        await this.#device.tell();
      } finally {
        this.held = false;
      }
    }).catch((error: unknown) => {
      if (!this.state.enabled || this.current) return;
      const other = isRtcError(error) && error.code !== 'device-not-found' ? error : undefined;
      void this.lost(other ? captureFailure(other) : 'unplugged', other ?? failure);
    });
  }

  /** A device whose permission was taken back ends as one that was pulled out does. */
  async #checkRevoked(): Promise<void> {
    const { source, environment } = this.#device;
    const { capture } = this.state;
    const status = await environment.permissions?.query({ name: source });
    if (!status || status.state === 'granted' || this.state.capture !== capture) return;
    const error = captureError('permission-denied', source);
    this.patch({ capture: { status: 'failed', reason: 'permission-denied', error } });
  }
}
