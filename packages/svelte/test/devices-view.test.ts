import { watchDevices } from '@jackfield/core/devices';
import { describe, expect, it } from 'vitest';
import { DevicesView } from '../src/index.ts';
import { observe } from './observe.svelte.ts';
import { createRig } from './rig.ts';

describe('DevicesView', () => {
  it('follows what is plugged in and out, and listens only while something reads', async () => {
    const { world, settle } = createRig();
    const devices = new DevicesView(watchDevices({ environment: world.environment }));
    expect(world.devices.listenerCount).toBe(0);
    const { values, unmount } = observe(() => devices.list.cameras.length);
    await settle();
    const [camera] = world.devices.list.filter(({ kind }) => kind === 'videoinput');
    if (!camera) throw new Error('No camera is plugged in.');
    world.devices.unplug(camera.deviceId);
    await settle();
    world.devices.plug(camera);
    await settle();
    expect(values).toEqual([0, 2, 1, 2]);
    unmount();
    await settle();
    expect(world.devices.listenerCount).toBe(0);
  });
});
