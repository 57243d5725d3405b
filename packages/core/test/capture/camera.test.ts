import { describe, expect, test } from 'vitest';
import { FakeVideoView } from '../../src/testing/fake-video-view.ts';
import { createRig } from './rig.ts';

/** An element as `attach` takes it. */
function view(): FakeVideoView & HTMLVideoElement {
  return new FakeVideoView() as FakeVideoView & HTMLVideoElement;
}

describe('camera', () => {
  test('mute puts the light out: gate, vendor, replace by nothing, and only then stop', async () => {
    const rig = createRig();
    await rig.local.camera.enable();
    rig.log.length = 0;
    rig.hold('replace');
    const muting = rig.local.camera.mute();
    expect(rig.audible('camera')).toBe(false);
    await rig.settle();
    expect(rig.log).toEqual(['muted camera true', 'replace camera null']);
    // The vendor still holds the clone: it is not stopped under its hands.
    expect(rig.sentTrack('camera').readyState).toBe('live');
    expect(rig.devices.open).toEqual(['cam-1']);
    expect(rig.local.camera.state.capture.status).toBe('live');
    rig.held[0]?.resolve();
    await muting;
    expect(rig.devices.open).toEqual([]);
    expect(rig.tracks.live).toEqual([]);
    expect(rig.sent('camera')).toMatchObject({ track: null, muted: true });
    expect(rig.local.camera.state).toMatchObject({ capture: { status: 'released' }, track: undefined });
  });

  test('unmute opens it again, replaces, tells the vendor, and opens the gate last', async () => {
    const rig = createRig();
    await rig.local.camera.enable();
    await rig.local.camera.mute();
    rig.log.length = 0;
    await rig.local.camera.unmute();
    expect(rig.log).toEqual([
      'camera requesting',
      'camera live',
      'replace camera track',
      'muted camera false',
    ]);
    expect(rig.audible('camera')).toBe(true);
  });

  test('an unmute that cannot open the device stays muted and says why; it can be tried again', async () => {
    const rig = createRig();
    await rig.local.camera.enable();
    await rig.local.camera.mute();
    rig.devices.setFault('cam-1', 'busy');
    await expect(rig.local.camera.unmute()).rejects.toMatchObject({ code: 'device-in-use', retryable: true });
    expect(rig.local.camera.state).toMatchObject({
      muted: true,
      capture: { status: 'failed', reason: 'device-in-use' },
    });
    rig.devices.setFault('cam-1', undefined);
    await rig.local.camera.unmute();
    expect(rig.audible('camera')).toBe(true);
  });

  test('an unmute whose track the vendor refuses lets the device go again', async () => {
    const rig = createRig();
    await rig.local.camera.enable();
    await rig.local.camera.mute();
    rig.failing = 'replace';
    await expect(rig.local.camera.unmute()).rejects.toMatchObject({ code: 'publish-failed' });
    expect(rig.devices.open).toEqual([]);
    expect(rig.local.camera.state).toMatchObject({ muted: true, capture: { status: 'released' } });
  });

  test('a mute while the device is being opened for an unmute stops what comes late', async () => {
    const rig = createRig();
    await rig.local.camera.enable();
    await rig.local.camera.mute();
    rig.devices.slowMs = 1000;
    const outcome = expect(rig.local.camera.unmute()).rejects.toMatchObject({ code: 'aborted' });
    await rig.settle();
    await rig.local.camera.mute();
    await outcome;
    await rig.clock.advance(1000);
    expect(rig.tracks.live).toEqual([]);
    expect(rig.local.camera.state).toMatchObject({ muted: true, capture: { status: 'released' } });
  });

  test('mute may keep the device', async () => {
    const { local, devices, sent } = createRig();
    await local.camera.enable();
    await local.camera.mute({ release: false });
    expect(devices.open).toEqual(['cam-1']);
    expect(sent('camera')?.track).not.toBeNull();
    await local.camera.mute({ release: true });
    expect(devices.open).toEqual([]);
  });

  test('enable while muted announces it muted and opens nothing', async () => {
    const { local, devices, sent } = createRig();
    await local.camera.mute();
    await local.camera.enable();
    expect(devices.calls).toEqual([]);
    expect(sent('camera')).toMatchObject({ track: null, muted: true });
    expect(local.camera.state.capture).toEqual({ status: 'released' });
  });

  test('asks for what the app wishes, as aims', async () => {
    const { local, devices } = createRig();
    await local.camera.enable({ width: 640, height: 360, frameRate: 15, facingMode: 'environment' });
    expect(devices.calls).toEqual([
      {
        video: {
          width: { ideal: 640 },
          height: { ideal: 360 },
          frameRate: { ideal: 15 },
          facingMode: { ideal: 'environment' },
        },
      },
    ]);
    expect(devices.open).toEqual(['cam-2']);
  });

  test('another size is asked of the open device, and of the clones that vendors have', async () => {
    const { local, devices, sentTrack } = createRig();
    await local.camera.enable();
    await local.camera.enable({ width: 320, height: 180 });
    expect(devices.calls).toHaveLength(1);
    expect(local.camera.state.track?.getSettings()).toMatchObject({ width: 320, height: 180 });
    expect(sentTrack('camera').getSettings()).toMatchObject({ width: 320, height: 180 });
  });

  test('the preview gets one stream once, muted; tracks are added before they are removed', async () => {
    const { local, streams } = createRig();
    const element = view();
    const detach = local.camera.attach(element);
    expect(element).toMatchObject({ muted: true, playsInline: true, autoplay: true });
    await local.camera.enable();
    const first = local.camera.state.track;
    await local.camera.setDevice('cam-2');
    const second = local.camera.state.track;
    expect(element.sources).toHaveLength(1);
    const stream = streams.find((one) => one === element.srcObject);
    expect(stream?.history).toEqual([`add ${first?.id}`, `add ${second?.id}`, `remove ${first?.id}`]);
    await local.camera.mute();
    expect(stream?.getTracks()).toEqual([]);
    detach();
    detach();
    expect(element.srcObject).toBeNull();
  });

  test('an element is blank until there is a picture: an empty stream would keep its page from being loaded', async () => {
    const { local } = createRig();
    const element = view();
    local.camera.attach(element);
    expect(element.srcObject).toBeNull();
    await local.camera.enable();
    expect(element.srcObject).not.toBeNull();
  });

  test('one of two attachments of an element may go', async () => {
    const { local } = createRig();
    await local.camera.enable();
    const element = view();
    const first = local.camera.attach(element);
    const second = local.camera.attach(element);
    first();
    expect(element.srcObject).not.toBeNull();
    second();
    expect(element.srcObject).toBeNull();
  });
});
