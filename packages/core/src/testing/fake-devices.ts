import type { MediaDevicesPort } from '../environment/rtc-environment.ts';
import type { FakeClock } from './fake-clock.ts';
import { capabilitiesOf, chooseDevice, inputKindOf, usualDevices, type FakeDevice } from './fake-device.ts';
import { FakeMediaStream } from './fake-media-stream.ts';
import { createFakePermissions, type FakePermissions } from './fake-permissions.ts';
import { createFakePicker, type FakePicker } from './fake-picker.ts';
import type { FakeMediaStreamTrack } from './fake-track.ts';
import { ListenerCounter } from './listener-counter.ts';
import { checkConstraints, FakeOverconstrainedError } from './match-constraints.ts';
import type { TrackRegistry } from './track-registry.ts';

/** Devices as a test sees them. */
export interface FakeDevices {
  /** The devices that are plugged in. */
  readonly list: readonly FakeDevice[];
  /** Plugs a device in; `devicechange` fires. */
  plug(device: FakeDevice): void;
  /** Pulls a device out: its tracks end, then `devicechange` fires. */
  unplug(deviceId: string): void;
  /** Makes a device fail from now on; undefined repairs it. Tracks that are open go on. */
  setFault(deviceId: string, fault: DeviceFault | undefined): void;
  /** The time that every getUserMedia takes, in milliseconds of the fake clock; 0 at first. */
  slowMs: number;
  /**
   * As iOS: a new getUserMedia of a kind mutes or ends what was open of that kind. `none` at first: any number at a time.
   */
  singleCapture: 'none' | 'mutes-older' | 'ends-older';
  /** Permissions and prompts. */
  readonly permissions: FakePermissions;
  /** The screen picker. */
  readonly picker: FakePicker;
  /** Every call of getUserMedia: its constraints. */
  readonly calls: readonly MediaStreamConstraints[];
  /** Ids of devices that are open: those whose light is on. */
  readonly open: readonly string[];
  /** The number of listeners that `devicechange` has. */
  readonly listenerCount: number;
  /** The part that the environment hands out. */
  readonly port: MediaDevicesPort;
}

/** Makes devices. */
export function createFakeDevices({
  clock,
  tracks,
  devices = usualDevices,
  permission = 'granted',
  canShareScreen = true,
}: FakeDevicesInit): FakeDevices {
  const plugged = new Map(devices.map((device) => [device.deviceId, device]));
  const faults = new Map<string, DeviceFault>();
  const calls: MediaStreamConstraints[] = [];
  const target = new ListenerCounter();
  const permissions = createFakePermissions(permission);
  const picker = createFakePicker(tracks);
  const ofKind = (kind: MediaDeviceKind): FakeDevice[] =>
    [...plugged.values()].filter((device) => device.kind === kind);
  const openTracks = (): FakeMediaStreamTrack[] =>
    tracks.live.filter(({ source }) => source.origin === 'device');

  function pick(kind: 'audio' | 'video', wanted: MediaTrackConstraints): () => FakeMediaStreamTrack {
    const device = chooseDevice(ofKind(inputKindOf(kind)), wanted);
    if (!device) throw new DOMException('Requested device not found', 'NotFoundError');
    const fault = faults.get(device.deviceId);
    if (fault === 'overconstrained') throw new FakeOverconstrainedError('deviceId');
    if (fault) throw new DOMException(`The device is ${fault}.`, domErrors[fault]);
    const capabilities = capabilitiesOf(device);
    const usual = kind === 'video' ? { width: 640, height: 480, frameRate: 30 } : {};
    const { deviceId, label, groupId, facingMode } = device;
    const settings = {
      ...usual,
      ...(facingMode ? { facingMode } : {}),
      ...checkConstraints(wanted, capabilities),
      deviceId,
      ...(groupId ? { groupId } : {}),
    };
    return () => tracks.create({ kind, origin: 'device', label, settings, capabilities });
  }

  async function getUserMedia(constraints: MediaStreamConstraints = {}): Promise<MediaStream> {
    calls.push(constraints);
    const kinds = (['audio', 'video'] as const).filter((kind) => constraints[kind]);
    if (kinds.length === 0) throw new TypeError('At least one of audio and video must be requested');
    if (fake.slowMs > 0) await new Promise<void>((resolve) => clock.after(fake.slowMs, resolve));
    if (kinds.some((kind) => ofKind(inputKindOf(kind)).length === 0)) {
      throw new DOMException('Requested device not found', 'NotFoundError');
    }
    await permissions.request(kinds.map((kind) => (kind === 'audio' ? 'microphone' : 'camera')));
    const openers = kinds.map((kind) => {
      const wanted = constraints[kind];
      return pick(kind, typeof wanted === 'object' ? wanted : {});
    });
    for (const older of openTracks()) {
      if (!kinds.includes(older.kind)) continue;
      if (fake.singleCapture === 'ends-older') older.end();
      if (fake.singleCapture === 'mutes-older') older.setMuted(true);
    }
    return new FakeMediaStream(openers.map((open) => open()));
  }

  const fake: FakeDevices = {
    get list() {
      return [...plugged.values()];
    },
    plug(device) {
      plugged.set(device.deviceId, device);
      target.dispatchEvent(new Event('devicechange'));
    },
    unplug(deviceId) {
      if (!plugged.delete(deviceId)) throw new RangeError(`No device "${deviceId}" is plugged in.`);
      for (const track of openTracks()) if (track.source.settings.deviceId === deviceId) track.end();
      target.dispatchEvent(new Event('devicechange'));
    },
    setFault(deviceId, fault) {
      if (fault) faults.set(deviceId, fault);
      else faults.delete(deviceId);
    },
    slowMs: 0,
    singleCapture: 'none',
    permissions,
    picker,
    calls,
    get open() {
      return [...new Set(openTracks().map(({ source }) => source.settings.deviceId ?? ''))];
    },
    get listenerCount() {
      return target.listenerCount();
    },
    port: {
      getUserMedia,
      ...(canShareScreen
        ? { getDisplayMedia: (wanted?: DisplayMediaStreamOptions) => picker.getDisplayMedia(wanted) }
        : {}),
      enumerateDevices: () => Promise.resolve([...plugged.values()].map(describe)),
      addEventListener: target.addEventListener.bind(target),
      removeEventListener: target.removeEventListener.bind(target),
    },
  };

  /** Names and ids are hidden until the kind's permission is granted. */
  function describe({ kind, deviceId, label = '', groupId = '' }: FakeDevice): MediaDeviceInfo {
    const granted = permissions.stateOf(kind === 'videoinput' ? 'camera' : 'microphone') === 'granted';
    const shown = granted
      ? { kind, deviceId, label, groupId }
      : { kind, deviceId: '', label: '', groupId: '' };
    return { ...shown, toJSON: () => shown };
  }
  return fake;
}

/** The way in which a device fails: in use elsewhere, cannot meet any demand, or the system gives up. */
export type DeviceFault = 'busy' | 'overconstrained' | 'aborted';

/** The parts that devices are made from. */
export interface FakeDevicesInit {
  readonly clock: FakeClock;
  readonly tracks: TrackRegistry;
  readonly devices?: readonly FakeDevice[] | undefined;
  readonly permission?: PermissionState | undefined;
  readonly canShareScreen?: boolean | undefined;
}

const domErrors = { busy: 'NotReadableError', aborted: 'AbortError' } as const;
