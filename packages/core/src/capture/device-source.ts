import { isRtcError } from '../errors/rtc-error.ts';
import type { DeviceLossPolicy } from '../face/device-loss-policy.ts';
import type { CameraOptions, MicrophoneOptions } from '../face/local-source.ts';
import type { MediaProcessor } from '../face/media-processor.ts';
import { createCapture, type Capture } from './capture.ts';
import { createDeviceChange } from './change-device.ts';
import type { DeviceWishes } from './device-constraints.ts';
import { createDeviceLoss } from './device-loss.ts';
import type { OpenRequest } from './device-opener.ts';
import { createEnabling, type Enabling } from './enabling.ts';
import { createMuting, type Muting } from './muting.ts';
import { checkLive, createSource, type Source, type SourceContext } from './source.ts';

/** The surroundings of a microphone or camera. */
export interface DeviceSourceContext extends SourceContext {
  readonly source: 'microphone' | 'camera';
  readonly open: (request: OpenRequest) => Promise<MediaStreamTrack>;
  readonly constraints: (wishes: DeviceWishes) => MediaTrackConstraints;
  readonly deviceLoss: DeviceLossPolicy;
}

/** A microphone or a camera: each wish is judged when its turn in the lane has come, against what is open then. */
export interface DeviceSource extends Muting, Pick<Enabling, 'disable' | 'reset'> {
  readonly source: Source;
  /** See `LocalDeviceSource.enable`. */
  enable(options?: MicrophoneOptions & CameraOptions): Promise<void>;
  /** See `LocalDeviceSource.setDevice`. */
  setDevice(deviceId: string | undefined): Promise<void>;
  /** See `LocalDeviceSource.setProcessor`. */
  setProcessor(processor: MediaProcessor | undefined): Promise<void>;
  /** Opens the same device anew; nobody awaits it. */
  reopen(): void;
}

/** Makes a microphone or a camera that nobody has asked for. */
export function createDeviceSource(context: DeviceSourceContext): DeviceSource {
  const { source: kind, environment } = context;
  const source = createSource(context);
  const { state, device, gate, lane, warn } = source;
  let wishes: DeviceWishes = {};
  let processor: MediaProcessor | undefined;
  /** The loss of the old device, where another one was being opened: it counts where that one fails. */
  const lost = new Map<Capture | undefined, () => void>();

  async function open(signal: AbortSignal, deviceId: string | undefined): Promise<Capture> {
    const chosen = deviceId === undefined ? {} : { deviceId: { exact: deviceId } };
    const raw = await context.open({
      source: kind,
      constraints: { ...context.constraints(wishes), ...chosen },
      signal,
    });
    let capture: Capture | undefined = undefined;
    const isCurrent = (): boolean => (capture ? device.current === capture : false);
    const opened = await createCapture(
      raw,
      { signal, processor, environment, gate },
      {
        ended(error) {
          if (!isCurrent()) return;
          const { asks } = source;
          const tell = (): void => {
            loss.ended(error, asks !== source.asks);
          };
          if (change.running) lost.set(capture, tell);
          else tell();
        },
        interrupted(interrupted) {
          if (isCurrent()) state.patch({ capture: { status: interrupted ? 'interrupted' : 'live' } });
          source.tell().catch(warn);
        },
        stuck() {
          if (isCurrent()) reopen();
        },
      },
    );
    capture = checkLive(opened, kind);
    return capture;
  }
  async function openRemembered(signal: AbortSignal): Promise<Capture> {
    const { deviceId } = state.value;
    try {
      return await open(signal, deviceId);
    } catch (error) {
      // The chosen device went away since: rather another one than none.
      if (deviceId === undefined || !isRtcError(error) || error.code !== 'device-not-found') throw error;
      const capture = await open(signal, undefined);
      if (!signal.aborted) state.patch({ deviceId: undefined });
      return capture;
    }
  }
  const muting = createMuting(source, openRemembered);
  const enabling = createEnabling(source, muting);
  const change = createDeviceChange(source, open);
  const loss = createDeviceLoss({
    source,
    muting,
    enabling,
    policy: context.deviceLoss,
    open: openRemembered,
  });

  /** Another device, or the same anew. The old one may go while the new one is opened. */
  async function changeTo(
    signal: AbortSignal,
    deviceId: string | undefined,
    undo?: () => void,
  ): Promise<void> {
    try {
      await change.to(signal, { deviceId, undo });
    } finally {
      lost.get(device.current)?.();
      lost.clear();
    }
  }
  function reopen(): void {
    lane
      .run({}, async (signal) => {
        if (device.current) await changeTo(signal, state.value.deviceId);
      })
      .catch(warn);
  }
  async function adjust(signal: AbortSignal, current: Capture, undo: () => void): Promise<void> {
    // What a microphone's processing is lies in the source: clones share it, and browsers differ in changing it.
    if (kind === 'microphone') return changeTo(signal, state.value.deviceId, undo);
    const constraints = context.constraints(wishes);
    try {
      await current.raw.applyConstraints(constraints);
      current.each((track) => {
        track.applyConstraints(constraints).catch(warn);
      });
    } catch {
      await changeTo(signal, state.value.deviceId, undo);
    }
  }
  /** Sees to it that what is wished for is open. */
  async function openAs(
    signal: AbortSignal,
    { deviceId, ...wished }: Omit<MicrophoneOptions & CameraOptions, 'signal'>,
  ): Promise<void> {
    const before = wishes;
    const { facingMode } = wished;
    // Whoever wishes for another side chooses a camera, and whoever chooses a camera no longer wishes for a side.
    const turned = deviceId === undefined && facingMode !== undefined && facingMode !== before.facingMode;
    const chosen = turned ? undefined : deviceId === undefined ? state.value.deviceId : deviceId || undefined;
    wishes = { ...before, ...(deviceId === undefined ? {} : { facingMode: undefined }), ...wished };
    const { current } = device;
    if (!current) {
      if (chosen !== state.value.deviceId) state.patch({ deviceId: chosen });
      if (!state.value.muted || !muting.releases) await source.bring(signal, openRemembered);
      else if (state.value.capture.status === 'off') state.patch({ capture: { status: 'released' } });
      return;
    }
    device.offer();
    const undo = (): void => {
      wishes = before;
    };
    if (turned || chosen !== state.value.deviceId) await changeTo(signal, chosen, undo);
    else if (JSON.stringify(before) !== JSON.stringify(wishes)) await adjust(signal, current, undo);
  }

  return {
    source,
    ...muting,
    get releases() {
      return muting.releases;
    },
    disable: enabling.disable,
    enable: ({ signal, ...wished } = {}) => enabling.enable(signal, (given) => openAs(given, wished)),
    setDevice(given) {
      const deviceId = given || undefined;
      source.intents += 1;
      return lane.run({}, async (signal) => {
        const before = wishes;
        wishes = { ...before, facingMode: undefined };
        if (device.current) {
          const undo = (): void => {
            wishes = before;
          };
          if (deviceId !== state.value.deviceId) await changeTo(signal, deviceId, undo);
          return;
        }
        state.patch({ deviceId });
        // Muted and let go, or not asked for: it is only remembered.
        if (!state.value.enabled || state.value.muted) return;
        await source.bring(signal, openRemembered);
        await source.send();
      });
    },
    setProcessor: (next) =>
      lane.run({}, async (signal) => {
        const before = processor;
        processor = next;
        if (!device.current || before === next) return;
        await changeTo(signal, state.value.deviceId, () => {
          processor = before;
        });
      }),
    reopen,
    reset: enabling.reset,
  };
}
