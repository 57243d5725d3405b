import { isGivenUp } from '../timing/lane.ts';
import type { Capture } from './capture.ts';
import { checkLive, type Source } from './source.ts';

/** Opens the device of that id; undefined for the default one. */
export type OpenDeviceById = (signal: AbortSignal, deviceId: string | undefined) => Promise<Capture>;

/** The device that is to be open. */
export interface ChangeRequest {
  readonly deviceId: string | undefined;
  /** Takes back what else was wished for: the change has failed, and the old device may have to be opened again. */
  readonly undo?: (() => void) | undefined;
}

/** Changes the open device under the same publication. */
export interface DeviceChange {
  /** Tells whether another device is being opened: the loss of the old one is no loss then, unless the new one fails. */
  readonly running: boolean;
  /** Opens a device, the same or another, and lets the old one go once legs have the new one; mute stays. On failure the old one stays. */
  to(signal: AbortSignal, request: ChangeRequest): Promise<void>;
}

/** Makes it for a source. */
export function createDeviceChange(source: Source, open: OpenDeviceById): DeviceChange {
  const { state, device, lane, warn, context } = source;
  let running = false;

  async function besides(signal: AbortSignal, deviceId: string | undefined): Promise<void> {
    const { deviceId: before } = state.value;
    const opened = checkLive(await open(signal, deviceId), context.source);
    if (signal.aborted) {
      opened.stop();
      return;
    }
    device.install(opened);
    if (before !== deviceId) state.patch({ deviceId });
    try {
      await source.tell();
      device.settle();
    } catch (error) {
      if (!isGivenUp(signal) && device.restore()) {
        if (before !== deviceId) state.patch({ deviceId: before });
        source.tell().catch(warn);
      } else device.settle();
      throw error;
    }
  }
  /** Where a second capture would silence the first: let go, open, and open the old one again when that fails. */
  async function inPlace(signal: AbortSignal, { deviceId, undo }: ChangeRequest): Promise<void> {
    const { deviceId: before } = state.value;
    source.held = true;
    device.withhold();
    try {
      await source.tell();
      signal.throwIfAborted();
    } catch (error) {
      source.held = false;
      if (state.value.enabled) {
        device.offer();
        source.tell().catch(warn);
      }
      throw error;
    }
    device.close();
    try {
      state.patch({ deviceId });
      await source.bring(signal, (given) => open(given, deviceId));
    } catch (error) {
      undo?.();
      state.patch({ deviceId: before });
      // Given up: the next command of the app must be able to end this.
      if (isGivenUp(signal)) lane.run({}, (given) => back(given, before)).catch(warn);
      else await back(signal, before);
      throw error;
    }
    source.held = false;
    await source.tell();
  }
  async function back(signal: AbortSignal, deviceId: string | undefined): Promise<void> {
    if (state.value.enabled && !device.current)
      await source.bring(signal, (given) => open(given, deviceId)).catch(warn);
    source.held = false;
    await source.tell().catch(warn);
  }
  return {
    get running() {
      return running;
    },
    async to(signal, request) {
      running = true;
      try {
        if (context.environment.singleCapture && device.current) await inPlace(signal, request);
        else await besides(signal, request.deviceId);
      } catch (error) {
        request.undo?.();
        throw error;
      } finally {
        running = false;
      }
    },
  };
}
