import type { PageEvent } from '@jackfield/core';
import type { DeviceFault } from '@jackfield/core/testing';
import { usualDevices } from '@jackfield/core/testing';
import { deviceKinds } from '../game/names.ts';
import { operation } from '../search/describe-operation.ts';
import type { Operations } from '../operation.ts';
import type { World } from '../game/world.ts';

const inputs = ['mic-1', 'mic-2', 'cam-1', 'cam-2'] as const;

/** What the person, the system and the browser do: devices, prompts, the picker, and the page. */
export const browserOperations: Operations<World> = {
  unplug: operation<{ id: (typeof inputs)[number] }>({
    weight: 4,
    choices: { id: inputs },
    run(world, { id }) {
      const { devices } = world.browser;
      if (!devices.list.some(({ deviceId }) => deviceId === id)) return;
      // What becomes of the source is a matter of policy.
      for (const source of deviceKinds) world.intents.forget(source);
      devices.unplug(id);
    },
  }),
  plug: operation<{ id: (typeof inputs)[number] }>({
    weight: 3,
    choices: { id: inputs },
    run({ browser }, { id }) {
      plug(browser.devices, id);
    },
  }),
  'fail-device': operation<{ id: (typeof inputs)[number]; fault: DeviceFault | undefined }>({
    weight: 3,
    choices: { id: inputs, fault: [undefined, 'busy', 'overconstrained', 'aborted'] },
    run({ browser }, { id, fault }) {
      browser.devices.setFault(id, fault);
    },
  }),
  'change-permission': operation<{ state: PermissionState; of: 'microphone' | 'camera' | undefined }>({
    choices: { state: ['granted', 'denied', 'prompt'], of: [undefined, 'microphone', 'camera'] },
    run({ browser }, { state, of }) {
      browser.devices.permissions.set(state, of);
    },
  }),
  'answer-prompt': operation<{ answer: 'allow' | 'deny' | 'dismiss' }>({
    weight: 3,
    choices: { answer: ['allow', 'allow', 'deny', 'dismiss'] },
    run({ browser }, { answer }) {
      browser.devices.permissions.prompts[0]?.[answer]();
    },
  }),
  'slow-devices': operation<{ ms: number }>({
    weight: 1,
    choices: { ms: [0, 40] },
    run(world, { ms }) {
      world.slowMs = ms;
    },
  }),
  'interrupt-device': operation<{ source: (typeof deviceKinds)[number]; on: boolean }>({
    choices: { source: deviceKinds, on: [true, false] },
    run({ browser }, { source, on }) {
      const kind = source === 'camera' ? 'video' : 'audio';
      for (const track of browser.tracks.live)
        if (track.source.origin === 'device' && track.kind === kind) track.setMuted(on);
    },
  }),
  'decide-picker': operation<{ answer: 'choose' | 'cancel' | 'hold' }>({
    weight: 3,
    choices: { answer: ['hold', 'choose', 'cancel'] },
    run({ browser }, { answer }) {
      browser.devices.picker.answer = answer;
    },
  }),
  'answer-picker': operation<{ answer: 'choose' | 'cancel' }>({
    weight: 3,
    choices: { answer: ['choose', 'cancel'] },
    run({ browser }, { answer }) {
      browser.devices.picker.open[0]?.[answer]();
    },
  }),
  'stop-sharing': operation({
    weight: 3,
    choices: {},
    run(world) {
      for (const source of ['screen', 'screen-audio', 'camera'] as const) world.intents.forget(source);
      world.browser.devices.picker.stopSharingFromBrowser();
    },
  }),
  page: operation<{ event: PageEvent }>({
    weight: 4,
    choices: { event: ['hide', 'show-restored', 'freeze', 'resume', 'hidden', 'visible'] },
    run(world, { event }) {
      if (event === 'freeze') world.frozen = true;
      if (event === 'resume') world.frozen = false;
      world.browser.page.fire(event);
    },
  }),
  gesture: operation({
    choices: {},
    run({ browser }) {
      browser.elements.gesture();
    },
  }),
};

/** Plugs one of the usual devices in, if it is not there. */
export function plug(devices: World['browser']['devices'], id: string): void {
  const device = usualDevices.find(({ deviceId }) => deviceId === id);
  if (device && !devices.list.some(({ deviceId }) => deviceId === id)) devices.plug(device);
}
