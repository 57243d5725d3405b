/** The devices that are plugged in. Plain immutable data. */
export interface DeviceList {
  /** Tells whether the browser has answered; all is empty before. */
  readonly ready: boolean;
  /** The devices that can be given to `microphone.setDevice`. */
  readonly microphones: readonly DeviceInfo[];
  /** The devices that can be given to `camera.setDevice`. */
  readonly cameras: readonly DeviceInfo[];
  /** The devices that can be given to `playback.setSpeaker`; empty where the browser has no choice to offer. */
  readonly speakers: readonly DeviceInfo[];
  /** Tells whether they may be used. */
  readonly permissions: { readonly microphone: DevicePermission; readonly camera: DevicePermission };
}

/** A device that can be chosen. */
export interface DeviceInfo {
  /** The id that `setDevice` and `setSpeaker` take; empty until the permission is granted. */
  readonly deviceId: string;
  /** Its name; empty until the permission is granted. */
  readonly label: string;
  /** The same for devices of one housing, such as a headset's microphone and loudspeaker. */
  readonly groupId: string;
  /** Tells whether it is what the system uses where nobody chooses. */
  readonly isDefault: boolean;
}

/** The state of a permission; `unknown` where the browser does not tell. */
export type DevicePermission = 'granted' | 'denied' | 'prompt' | 'unknown';

/** Browsers' entries that stand for another one: they follow the system's choice. */
const standIns: readonly string[] = ['default', 'communications'];

/**
 * The real devices of a kind, each once. The stand-in that some browsers list becomes a flag on the device that it stands for; where
 * it stands for none that is listed, it is listed itself.
 */
export function devicesOfKind(
  devices: readonly MediaDeviceInfo[],
  kind: MediaDeviceKind,
): readonly DeviceInfo[] {
  const all = new Map<string, MediaDeviceInfo>();
  // Some list a device twice; the entry with a name says more.
  for (const device of devices)
    if (device.kind === kind && !all.get(device.deviceId)?.label) all.set(device.deviceId, device);
  const standIn = all.get('default');
  const named = [...all.values()].filter(({ deviceId }) => !standIns.includes(deviceId));
  const real = named.length > 0 ? named : [...all.values()].slice(0, 1);
  // Browsers without a stand-in list the default device first.
  const chosen = standIn
    ? (real.find(({ groupId, label }) => groupId === standIn.groupId && standIn.label.endsWith(label)) ??
      real.find(({ groupId }) => groupId === standIn.groupId))
    : real[0];
  return real.map((device) => {
    const { deviceId, label, groupId } = device;
    return { deviceId, label, groupId, isDefault: device === chosen };
  });
}
