import { FakeOverconstrainedError, wishOf } from './match-constraints.ts';

/** A device that can be plugged in. */
export interface FakeDevice {
  /** Which kind. */
  readonly kind: MediaDeviceKind;
  /** Its id; also `default` and `communications`, as some browsers list them. */
  readonly deviceId: string;
  /** Its name; hidden, as its id is, until the permission of its kind is granted. */
  readonly label?: string | undefined;
  /** The group of what belongs together, such as a headset's microphone and speaker. */
  readonly groupId?: string | undefined;
  /** The side that a camera looks at. */
  readonly facingMode?: 'user' | 'environment' | undefined;
  /** The abilities of the device, as `getCapabilities` says them. */
  readonly capabilities?: MediaTrackCapabilities | undefined;
}

/** The kind of device that gives tracks of a kind. */
export function inputKindOf(kind: 'audio' | 'video'): MediaDeviceKind {
  return kind === 'audio' ? 'audioinput' : 'videoinput';
}

/** A headset's worth of devices, two of each. */
export const usualDevices: readonly FakeDevice[] = [
  { kind: 'audioinput', deviceId: 'mic-1', label: 'Built-in microphone', groupId: 'built-in' },
  { kind: 'audioinput', deviceId: 'mic-2', label: 'Headset microphone', groupId: 'headset' },
  {
    kind: 'videoinput',
    deviceId: 'cam-1',
    label: 'Front camera',
    groupId: 'built-in',
    facingMode: 'user',
  },
  {
    kind: 'videoinput',
    deviceId: 'cam-2',
    label: 'Back camera',
    groupId: 'back',
    facingMode: 'environment',
  },
  { kind: 'audiooutput', deviceId: 'speaker-1', label: 'Built-in speakers', groupId: 'built-in' },
  { kind: 'audiooutput', deviceId: 'speaker-2', label: 'Headset speakers', groupId: 'headset' },
];

/** The abilities of a device that does not say. */
export function capabilitiesOf(device: FakeDevice): MediaTrackCapabilities {
  const common = { deviceId: device.deviceId, ...(device.groupId ? { groupId: device.groupId } : {}) };
  const usual: MediaTrackCapabilities =
    device.kind === 'videoinput'
      ? {
          width: { min: 1, max: 1920 },
          height: { min: 1, max: 1080 },
          frameRate: { min: 1, max: 60 },
          ...(device.facingMode ? { facingMode: [device.facingMode] } : {}),
        }
      : {
          echoCancellation: [true, false],
          noiseSuppression: [true, false],
          autoGainControl: [true, false],
        };
  return { ...common, ...usual, ...device.capabilities };
}

/** The device that a browser would open. Throws an OverconstrainedError when an exact demand names none. */
export function chooseDevice(
  devices: readonly FakeDevice[],
  constraints: MediaTrackConstraints,
): FakeDevice | undefined {
  let candidates = devices;
  for (const name of ['deviceId', 'groupId', 'facingMode'] as const) {
    const { exact, ideal } = wishOf(constraints[name]);
    const matching = (wanted: unknown): readonly FakeDevice[] =>
      candidates.filter((device) =>
        Array.isArray(wanted) ? wanted.includes(device[name]) : device[name] === wanted,
      );
    if (exact !== undefined) {
      candidates = matching(exact);
      if (candidates.length === 0) throw new FakeOverconstrainedError(name);
    } else if (ideal !== undefined && matching(ideal).length > 0) candidates = matching(ideal);
  }
  return candidates[0];
}
