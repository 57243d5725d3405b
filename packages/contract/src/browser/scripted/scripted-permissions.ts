import type { RtcEnvironment } from '@jackfield/core';
import type { RealmWindow } from '../realm-window.ts';

type Device = 'microphone' | 'camera';
type Permissions = NonNullable<RtcEnvironment['permissions']>;

/** Permissions that a test holds in its hands. */
export interface ScriptedPermissions {
  /** How it stands with one. */
  stateOf(name: Device): PermissionState;
  /** The person changes it in the browser's settings. */
  set(name: Device, state: PermissionState): void;
  /** What a session is given. */
  readonly query: Permissions['query'];
}

/** Makes permissions that both stand as given. */
export function createScriptedPermissions(
  { EventTarget, Event }: RealmWindow,
  initial: PermissionState,
): ScriptedPermissions {
  const states: Record<Device, PermissionState> = { microphone: initial, camera: initial };
  const targets = { microphone: new EventTarget(), camera: new EventTarget() };
  return {
    stateOf: (name) => states[name],
    set(name, state) {
      states[name] = state;
      targets[name].dispatchEvent(new Event('change'));
    },
    query({ name }) {
      const target = targets[name];
      return Promise.resolve({
        get state() {
          return states[name];
        },
        addEventListener: target.addEventListener.bind(target),
        removeEventListener: target.removeEventListener.bind(target),
      });
    },
  };
}
