import { lobbyEnvironment } from '../environment/lobby-environment.ts';
import type { PermissionStatusPort, RtcEnvironment } from '../environment/rtc-environment.ts';
import { checkArgument, checkOptions } from '../errors/check-options.ts';
import { devicesOfKind, type DeviceList } from './device-list.ts';

/**
 * Lists microphones, cameras and loudspeakers, with names once they may be known, and follows what is plugged in and out.
 * Opens no device and asks for no permission. Importable and harmless where there are no devices.
 */
export function watchDevices(
  options: { readonly environment?: RtcEnvironment | undefined } = {},
): DeviceWatch {
  checkOptions('The options', options, { environment: 'object' });
  const { environment } = options;
  const { mediaDevices, permissions, reportError } = environment ?? lobbyEnvironment;
  const listeners = new Set<{ readonly notify: (list: DeviceList) => void }>();
  const statuses = new Map<'microphone' | 'camera', PermissionStatusPort>();
  let list = empty;
  let reading = 0;

  async function permissionOf(name: 'microphone' | 'camera'): Promise<DeviceList['permissions']['camera']> {
    try {
      const status = statuses.get(name) ?? (await permissions?.query({ name }));
      if (status && listeners.size > 0 && !statuses.has(name)) {
        statuses.set(name, status);
        status.addEventListener('change', read);
      }
      return status?.state ?? 'unknown';
    } catch {
      // Browsers that know permissions need not know these.
      return 'unknown';
    }
  }
  async function refresh(): Promise<DeviceList> {
    const turn = (reading += 1);
    const [devices, microphone, camera] = await Promise.all([
      mediaDevices?.enumerateDevices().catch(() => []) ?? [],
      permissionOf('microphone'),
      permissionOf('camera'),
    ]);
    const next: DeviceList = {
      ready: true,
      microphones: devicesOfKind(devices, 'audioinput'),
      cameras: devicesOfKind(devices, 'videoinput'),
      speakers: devicesOfKind(devices, 'audiooutput'),
      permissions: { microphone, camera },
    };
    // A later reading has overtaken this one, or nothing changed.
    if (turn !== reading || JSON.stringify(next) === JSON.stringify(list)) return list;
    list = next;
    for (const { notify } of [...listeners]) {
      try {
        notify(list);
      } catch (error) {
        reportError(error);
      }
    }
    return list;
  }
  function read(): void {
    void refresh();
  }
  return {
    get list() {
      return list;
    },
    subscribe(notify) {
      checkArgument('A listener', notify, 'function');
      const entry = { notify };
      listeners.add(entry);
      if (listeners.size === 1) {
        mediaDevices?.addEventListener('devicechange', read);
        read();
      }
      return () => {
        if (!listeners.delete(entry) || listeners.size > 0) return;
        mediaDevices?.removeEventListener('devicechange', read);
        for (const status of statuses.values()) status.removeEventListener('change', read);
        statuses.clear();
      };
    },
    refresh,
  };
}

/** The devices that are plugged in, kept up to date while somebody listens. */
export interface DeviceWatch {
  /** The list as it was last read. Replaced with each change, so that it can be compared by identity. */
  readonly list: DeviceList;
  /**
   * Calls `listener` after each change, the first reading included. Nothing runs while nobody listens. Returns its undo.
   */
  subscribe(listener: (list: DeviceList) => void): () => void;
  /** Reads the list now, for browsers that do not tell when names become known. Never rejects. */
  refresh(): Promise<DeviceList>;
}

const empty: DeviceList = {
  ready: false,
  microphones: [],
  cameras: [],
  speakers: [],
  permissions: { microphone: 'unknown', camera: 'unknown' },
};
