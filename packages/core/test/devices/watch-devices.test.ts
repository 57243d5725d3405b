import { expect, test, vi } from 'vitest';
import { watchDevices, type DeviceList } from '../../src/devices.ts';
import type { PermissionStatusPort } from '../../src/environment/rtc-environment.ts';
import {
  createFakeEnvironment,
  type FakeEnvironmentOptions,
} from '../../src/testing/create-fake-environment.ts';
import { noLeaks } from '../../src/testing/leak-report.ts';
import { ListenerCounter } from '../../src/testing/listener-counter.ts';

const fail = (): never => {
  throw new Error('There are no devices.');
};

class FakeStatus extends ListenerCounter implements PermissionStatusPort {
  state: PermissionState = 'prompt';
}

function setUp(options: FakeEnvironmentOptions = {}) {
  const fake = createFakeEnvironment(options);
  const statuses = { microphone: new FakeStatus(), camera: new FakeStatus() };
  const environment = {
    ...fake.environment,
    permissions: {
      query: ({ name }: { readonly name: 'microphone' | 'camera' }) => Promise.resolve(statuses[name]),
    },
  };
  return { fake, statuses, environment, watch: watchDevices({ environment }) };
}

test('lists what is plugged in, by kind, with names and what the system uses', async () => {
  const { watch } = setUp();
  expect(watch.list.ready).toBe(false);
  const list = await watch.refresh();
  expect(list.microphones).toEqual([
    { deviceId: 'mic-1', label: 'Built-in microphone', groupId: 'built-in', isDefault: true },
    { deviceId: 'mic-2', label: 'Headset microphone', groupId: 'headset', isDefault: false },
  ]);
  expect(list.cameras.map(({ deviceId }) => deviceId)).toEqual(['cam-1', 'cam-2']);
  expect(list.speakers.map(({ deviceId }) => deviceId)).toEqual(['speaker-1', 'speaker-2']);
  expect(watch.list).toBe(list);
});

test('entries that stand for another device become a flag on that device', async () => {
  const { watch } = setUp({
    devices: [
      { kind: 'audioinput', deviceId: 'default', label: 'Default - Headset', groupId: 'headset' },
      {
        kind: 'audioinput',
        deviceId: 'communications',
        label: 'Communications - Built-in',
        groupId: 'built-in',
      },
      { kind: 'audioinput', deviceId: 'mic-1', label: 'Built-in', groupId: 'built-in' },
      { kind: 'audioinput', deviceId: 'mic-2', label: 'Headset', groupId: 'headset' },
    ],
  });
  const { microphones } = await watch.refresh();
  expect(microphones.map(({ deviceId, isDefault }) => [deviceId, isDefault])).toEqual([
    ['mic-1', false],
    ['mic-2', true],
  ]);
});

test('of two devices of one group the one that the stand-in names is what the system uses', async () => {
  const listed = (deviceId: string, label: string) =>
    ({ kind: 'audioinput', deviceId, label, groupId: 'desk' }) as const;
  const { watch } = setUp({
    devices: [listed('default', 'Default - Line'), listed('mic-1', 'Stereo'), listed('mic-2', 'Line')],
  });
  const { microphones } = await watch.refresh();
  expect(microphones.map(({ deviceId, isDefault }) => [deviceId, isDefault])).toEqual([
    ['mic-1', false],
    ['mic-2', true],
  ]);
});

test('follows what is plugged in and out, and nothing runs when nobody listens', async () => {
  const { watch, fake, statuses } = setUp();
  const lists: DeviceList[] = [];
  expect(fake.devices.listenerCount).toBe(0);
  const undo = watch.subscribe((list) => lists.push(list));
  const second = watch.subscribe(() => undefined);
  await fake.clock.settle();
  fake.devices.unplug('mic-2');
  await fake.clock.settle();
  fake.devices.plug({ kind: 'videoinput', deviceId: 'cam-3', label: 'Desk' });
  await fake.clock.settle();
  expect(lists.map(({ microphones, cameras }) => [microphones.length, cameras.length])).toEqual([
    [2, 2],
    [1, 2],
    [1, 3],
  ]);
  expect(fake.devices.listenerCount).toBe(1);
  undo();
  undo();
  second();
  fake.devices.unplug('cam-3');
  await fake.clock.settle();
  expect(lists).toHaveLength(3);
  expect(fake.leaks()).toEqual(noLeaks);
  expect(statuses.camera.listenerCount() + statuses.microphone.listenerCount()).toBe(0);
});

test('tells how it stands with permissions, and names appear with them', async () => {
  const { watch, fake, statuses } = setUp({ permission: 'prompt' });
  const undo = watch.subscribe(() => undefined);
  await fake.clock.settle();
  expect(watch.list.permissions).toEqual({ microphone: 'prompt', camera: 'prompt' });
  expect(watch.list.microphones[0]).toMatchObject({ deviceId: '', label: '' });
  fake.devices.permissions.set('granted', 'microphone');
  statuses.microphone.state = 'granted';
  statuses.microphone.dispatchEvent(new Event('change'));
  await fake.clock.settle();
  expect(watch.list.permissions).toEqual({ microphone: 'granted', camera: 'prompt' });
  expect(watch.list.microphones[0]).toMatchObject({ deviceId: 'mic-1', label: 'Built-in microphone' });
  undo();
});

test('where nothing is to be known it is empty and rejects nothing', async () => {
  const { environment } = createFakeEnvironment({ secureContext: false });
  const permissions = { query: () => Promise.reject(new TypeError('unknown permission')) };
  const watch = watchDevices({ environment: { ...environment, permissions } });
  expect(await watch.refresh()).toEqual({
    ready: true,
    microphones: [],
    cameras: [],
    speakers: [],
    permissions: { microphone: 'unknown', camera: 'unknown' },
  });
  expect((await watchDevices().refresh()).ready).toBe(true);
});

test('nobody is told when nothing changed, and a listener that throws disturbs nobody', async () => {
  const { watch, fake } = setUp();
  const notify = vi.fn();
  const undoBad = watch.subscribe(() => {
    throw new Error('a bug of the app');
  });
  const undo = watch.subscribe(notify);
  await watch.refresh();
  await watch.refresh();
  await fake.clock.settle();
  expect(notify).toHaveBeenCalledTimes(1);
  expect(fake.reportedErrors).toHaveLength(1);
  undoBad();
  undo();
});

test('a reading that another one has overtaken counts for nothing', async () => {
  const { environment, watch } = setUp();
  const answers: ((devices: MediaDeviceInfo[]) => void)[] = [];
  Object.assign(environment.mediaDevices ?? {}, {
    enumerateDevices: () => new Promise<MediaDeviceInfo[]>((resolve) => answers.push(resolve)),
  });
  const camera = { kind: 'videoinput', deviceId: 'cam-9', label: 'Desk', groupId: '' } as MediaDeviceInfo;
  const [first, second] = [watch.refresh(), watch.refresh()];
  answers[1]?.([camera]);
  await second;
  answers[0]?.([]);
  await first;
  expect(watch.list.cameras.map(({ deviceId }) => deviceId)).toEqual(['cam-9']);
});

test('a device that is listed twice is one device, by the entry that has a name', async () => {
  const { fake, watch } = setUp();
  const twice = (label: string): MediaDeviceInfo => ({
    kind: 'audioinput',
    deviceId: 'mic-9',
    label,
    groupId: 'g',
    toJSON: () => undefined,
  });
  fake.devices.port.enumerateDevices = () => Promise.resolve([twice(''), twice('Desk'), twice('Desk again')]);
  expect((await watch.refresh()).microphones).toEqual([
    { deviceId: 'mic-9', label: 'Desk', groupId: 'g', isDefault: true },
  ]);
});

test('where only the stand-in is listed, it is the device', async () => {
  const { watch } = setUp({ devices: [{ kind: 'audioinput', deviceId: 'default' }] });
  expect((await watch.refresh()).microphones).toEqual([
    { deviceId: 'default', label: '', groupId: '', isDefault: true },
  ]);
});

test('devices without a permission are one of a kind, as browsers tell', async () => {
  const { watch } = setUp({ permission: 'prompt' });
  const { microphones, cameras } = await watch.refresh();
  expect([microphones, cameras].map((list) => list.map(({ deviceId }) => deviceId))).toEqual([[''], ['']]);
});

test('where only stand-ins are listed, one of them is the device', async () => {
  const { watch } = setUp({
    devices: [
      { kind: 'audioinput', deviceId: 'default', label: 'Default', groupId: 'a' },
      { kind: 'audioinput', deviceId: 'communications', label: 'Communications', groupId: 'a' },
    ],
  });
  expect((await watch.refresh()).microphones).toHaveLength(1);
});

test('a browser that refuses to list devices has none, and says so', async () => {
  const { fake } = setUp();
  const { environment } = fake;
  vi.spyOn(environment.mediaDevices ?? fail(), 'enumerateDevices').mockRejectedValue(new Error('No.'));
  expect(await watchDevices({ environment }).refresh()).toMatchObject({ ready: true, microphones: [] });
});
