import { describe, expect, test } from 'vitest';
import { createRig, type CaptureRig } from './rig.ts';

const openCamera = ({ devices }: CaptureRig): string | undefined =>
  devices.open.find((id) => id.startsWith('cam'));

describe('the side of a camera', () => {
  test('that is wished for anew opens that camera, under the same publication', async () => {
    const rig = createRig();
    await rig.local.camera.enable({ facingMode: 'user' });
    expect(openCamera(rig)).toBe('cam-1');
    await rig.local.camera.enable({ facingMode: 'environment' });
    expect([openCamera(rig), rig.devices.open.length]).toEqual(['cam-2', 1]);
    expect(rig.sentTrack('camera').getSettings().deviceId).toBe('cam-2');
    const { calls } = rig.devices;
    await rig.local.camera.enable({ facingMode: 'environment' });
    await rig.local.camera.enable();
    expect(rig.devices.calls).toHaveLength(calls.length);
  });

  test('holds against a camera that was chosen before, and a camera that is chosen holds against it', async () => {
    const rig = createRig();
    await rig.local.camera.enable({ deviceId: 'cam-1' });
    await rig.local.camera.enable({ facingMode: 'environment' });
    expect([openCamera(rig), rig.local.camera.state.deviceId]).toEqual(['cam-2', undefined]);
    await rig.local.camera.setDevice('cam-1');
    await rig.local.camera.enable({ facingMode: 'environment' });
    expect(openCamera(rig)).toBe('cam-2');
    await rig.local.camera.mute();
    await rig.local.camera.enable({ facingMode: 'user' });
    await rig.local.camera.unmute();
    expect(openCamera(rig)).toBe('cam-1');
  });

  test('is no wish any more once a camera is chosen: that one alone is asked for, also when it is opened again', async () => {
    const rig = createRig();
    const asked = () => rig.devices.calls.at(-1)?.video;
    await rig.local.camera.enable({ facingMode: 'environment' });
    expect(asked()).toMatchObject({ facingMode: { ideal: 'environment' } });
    await rig.local.camera.enable({ deviceId: 'cam-1' });
    expect(asked()).toMatchObject({ deviceId: { exact: 'cam-1' } });
    expect(asked()).not.toHaveProperty('facingMode');
    expect(openCamera(rig)).toBe('cam-1');
  });

  test('beside a camera by name says nothing: the camera that is named is opened', async () => {
    const rig = createRig();
    await rig.local.camera.enable();
    await rig.local.camera.enable({ deviceId: 'cam-2', facingMode: 'user' });
    expect([openCamera(rig), rig.local.camera.state.deviceId]).toEqual(['cam-2', 'cam-2']);
  });

  test('is wished for still where the camera that was chosen instead cannot be opened', async () => {
    const rig = createRig();
    await rig.local.camera.enable({ facingMode: 'environment' });
    rig.devices.setFault('cam-1', 'busy');
    await expect(rig.local.camera.setDevice('cam-1')).rejects.toMatchObject({ code: 'device-in-use' });
    await rig.local.camera.mute();
    await rig.local.camera.unmute();
    expect([openCamera(rig), rig.devices.calls.at(-1)?.video]).toEqual([
      'cam-2',
      expect.objectContaining({ facingMode: { ideal: 'environment' } }),
    ]);
  });

  test('that cannot be opened leaves the open one, and may be wished for again', async () => {
    const rig = createRig();
    await rig.local.camera.enable({ facingMode: 'user' });
    rig.devices.setFault('cam-2', 'busy');
    await expect(rig.local.camera.enable({ facingMode: 'environment' })).rejects.toMatchObject({
      code: 'device-in-use',
    });
    expect([openCamera(rig), rig.audible('camera')]).toEqual(['cam-1', true]);
    rig.devices.setFault('cam-2', undefined);
    await rig.local.camera.enable({ facingMode: 'environment' });
    expect(openCamera(rig)).toBe('cam-2');
  });

  test('changes where only one camera may be open at a time', async () => {
    const rig = createRig({ environment: { singleCapture: true } });
    rig.devices.singleCapture = 'ends-older';
    await rig.local.camera.enable({ facingMode: 'user' });
    await rig.local.camera.enable({ facingMode: 'environment' });
    expect([rig.devices.open, rig.audible('camera')]).toEqual([['cam-2'], true]);
  });
});

describe('back to what the system uses', () => {
  test.each([undefined, ''])('by the id %j, for a source that is open', async (deviceId) => {
    const rig = createRig();
    await rig.local.microphone.enable({ deviceId: 'mic-2' });
    expect(rig.devices.open).toEqual(['mic-2']);
    await rig.local.microphone.setDevice(deviceId);
    expect([rig.devices.open, rig.local.microphone.state.deviceId]).toEqual([['mic-1'], undefined]);
    expect(rig.audible('microphone')).toBe(true);
  });

  test('by enable with an empty id, and for a source that is not open it is remembered', async () => {
    const rig = createRig();
    await rig.local.camera.enable({ deviceId: 'cam-2' });
    await rig.local.camera.enable({ deviceId: '' });
    expect(openCamera(rig)).toBe('cam-1');
    await rig.local.microphone.setDevice('mic-2');
    await rig.local.microphone.setDevice(undefined);
    await rig.local.microphone.enable();
    expect(rig.devices.open).toContain('mic-1');
  });
});

describe('wishes in quick succession', () => {
  test('are judged when their turn comes: the last one is open, and what is shown as chosen is open', async () => {
    const rig = createRig();
    await rig.local.microphone.enable({ deviceId: 'mic-1' });
    const changed = rig.local.microphone.setDevice('mic-2');
    const enabled = rig.local.microphone.enable({ deviceId: 'mic-1' });
    await Promise.all([changed, enabled]);
    expect([rig.devices.open, rig.local.microphone.state.deviceId]).toEqual([['mic-1'], 'mic-1']);
    const one = rig.local.microphone.enable({ deviceId: 'mic-2' });
    const gone = expect(rig.local.microphone.enable({ deviceId: 'gone' })).rejects.toMatchObject({
      code: 'device-not-found',
    });
    await Promise.all([one, gone]);
    expect([rig.devices.open, rig.local.microphone.state.deviceId]).toEqual([['mic-2'], 'mic-2']);
  });

  test('another microphone is chosen and the old one pulled out while the new one opens: it is live and unmuted', async () => {
    const rig = createRig();
    await rig.local.microphone.enable({ deviceId: 'mic-1' });
    rig.devices.slowMs = 50;
    const changed = rig.local.microphone.setDevice('mic-2');
    await rig.clock.advance(10);
    rig.devices.unplug('mic-1');
    await rig.clock.advance(100);
    await changed;
    expect(rig.local.microphone.state).toMatchObject({ muted: false, deviceId: 'mic-2' });
    expect(rig.audible('microphone')).toBe(true);
  });
});
