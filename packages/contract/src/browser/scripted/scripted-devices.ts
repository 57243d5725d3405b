import type { MediaDevicesPort } from '@jackfield/core';
import { contentOf } from './content.ts';
import { endedByPlatform } from './ended-by-platform.ts';
import type { Instruments } from '../instruments/instrument.ts';
import type { TrackOrigin } from '../instruments/track-families.ts';
import { paint, sing } from './media-source.ts';
import { createScriptedPermissions, type ScriptedPermissions } from './scripted-permissions.ts';
import { createScriptedPicker, type ScriptedPicker } from './scripted-picker.ts';

type Source = 'microphone' | 'camera';

/** Microphones and cameras that give real tracks, with faults that a test asks for. */
export interface ScriptedDevices {
  /** Permissions. */
  readonly permissions: ScriptedPermissions;
  /** The screen picker. */
  readonly picker: ScriptedPicker;
  /** How often devices were asked for. */
  readonly requests: number;
  /** The kinds whose light is on. */
  readonly open: readonly Source[];
  /** Pulls the first device of a kind out, or puts it back in. */
  setPlugged(source: Source, plugged: boolean): void;
  /** Another program holds the devices of a kind, or lets go of them. */
  setBusy(source: Source, busy: boolean): void;
  /** The system takes what is open of a kind away for a while, or gives it back. */
  setInterrupted(source: Source, interrupted: boolean): void;
  /** What a session is given. */
  readonly port: MediaDevicesPort;
}

/** The devices that there are, the default one first. */
export const deviceIds = { microphone: ['mic-1', 'mic-2'], camera: ['cam-1', 'cam-2'] } as const;

const sourceOf = { audio: 'microphone', video: 'camera' } as const;
const kindOf = { microphone: 'audioinput', camera: 'videoinput' } as const;

/** Makes two devices of each kind. */
export function createScriptedDevices(
  instruments: Instruments,
  { permission }: { readonly permission: PermissionState },
): ScriptedDevices {
  const { page, media, families } = instruments;
  const permissions = createScriptedPermissions(page, permission);
  const picker = createScriptedPicker(instruments);
  const target = new page.EventTarget();
  instruments.listeners.watch(target, 'devices');
  const plugged: Record<Source, string[]> = {
    microphone: [...deviceIds.microphone],
    camera: [...deviceIds.camera],
  };
  const busy = new Set<Source>();
  let requests = 0;

  function choose(source: Source, wanted: MediaTrackConstraints): string {
    const [usual] = plugged[source];
    if (usual === undefined) throw new page.DOMException('Requested device not found', 'NotFoundError');
    const { deviceId } = wanted;
    const exact = typeof deviceId === 'object' && 'exact' in deviceId ? deviceId.exact : undefined;
    if (exact === undefined) return usual;
    const found = plugged[source].find((id) => (Array.isArray(exact) ? exact.includes(id) : exact === id));
    if (found === undefined) throw new page.OverconstrainedError('deviceId', 'No such device');
    return found;
  }

  function capture(source: Source, deviceId: string): MediaStreamTrack {
    const { track } =
      source === 'camera' ? paint(media, contentOf.camera) : sing(media, contentOf.microphone);
    const origin: TrackOrigin = { source, label: `${source} ${deviceId}`, settings: { deviceId } };
    families.adopt(track, origin);
    return track;
  }

  function getUserMedia(constraints: MediaStreamConstraints = {}): Promise<MediaStream> {
    requests += 1;
    const sources = (['audio', 'video'] as const).flatMap((kind) => {
      const wanted = constraints[kind];
      return wanted ? [{ source: sourceOf[kind], wanted: typeof wanted === 'object' ? wanted : {} }] : [];
    });
    return new page.Promise((resolve) => {
      const chosen = sources.map(({ source, wanted }) => ({ source, deviceId: choose(source, wanted) }));
      for (const { source } of chosen) {
        if (permissions.stateOf(source) === 'denied')
          throw new page.DOMException('Permission denied', 'NotAllowedError');
        if (busy.has(source)) throw new page.DOMException('Could not start source', 'NotReadableError');
      }
      resolve(new page.MediaStream(chosen.map(({ source, deviceId }) => capture(source, deviceId))));
    });
  }

  const changed = (): boolean => target.dispatchEvent(new page.Event('devicechange'));
  const info = (source: Source, deviceId: string): MediaDeviceInfo => {
    const known = permissions.stateOf(source) === 'granted';
    const shown = {
      kind: kindOf[source],
      deviceId: known ? deviceId : '',
      label: known ? `${source} ${deviceId}` : '',
      groupId: '',
    };
    return { ...shown, toJSON: () => shown };
  };

  return {
    permissions,
    picker,
    get requests() {
      return requests;
    },
    get open() {
      const live = families.live().map((track) => families.originOf(track)?.source);
      return (['microphone', 'camera'] as const).filter((source) => live.includes(source));
    },
    setPlugged(source, isThere) {
      const [first] = deviceIds[source];
      plugged[source] = deviceIds[source].filter((id) => id !== first || isThere);
      if (!isThere) {
        endedByPlatform(
          page,
          families.live().filter((track) => families.originOf(track)?.settings.deviceId === first),
        );
      }
      changed();
    },
    setBusy(source, isBusy) {
      if (isBusy) busy.add(source);
      else busy.delete(source);
    },
    setInterrupted(source, interrupted) {
      for (const track of families.live()) {
        if (families.originOf(track)?.source !== source) continue;
        Object.defineProperty(track, 'muted', { configurable: true, value: interrupted });
        track.dispatchEvent(new page.Event(interrupted ? 'mute' : 'unmute'));
      }
    },
    port: {
      getUserMedia,
      getDisplayMedia: (wanted) => picker.getDisplayMedia(wanted),
      enumerateDevices: () =>
        Promise.resolve(
          (['microphone', 'camera'] as const).flatMap((source) =>
            plugged[source].map((deviceId) => info(source, deviceId)),
          ),
        ),
      addEventListener: target.addEventListener.bind(target),
      removeEventListener: target.removeEventListener.bind(target),
    },
  };
}
