import { describe, expect, test } from 'vitest';
import { noLeaks } from '../../src/testing/leak-report.ts';
import { createRig, type CaptureRig } from './rig.ts';

/** The next call to the vendor of that kind is refused, and no other. */
function refuseOnce(rig: CaptureRig, prefix: string): void {
  rig.failing = prefix;
  rig.failures = 1;
}

const phone = {
  environment: { singleCapture: true },
} as const;

describe('what a vendor refuses once', () => {
  test('enabled, disabled and enabled again while the first publication is under way: no ended track is sent', async () => {
    const rig = createRig();
    rig.hold('sync');
    const commands = Promise.allSettled([
      rig.local.microphone.enable(),
      rig.local.microphone.disable(),
      rig.local.microphone.enable(),
    ]);
    await rig.settle();
    while (rig.held.length > 0) {
      rig.held.splice(0).forEach((call) => {
        call.resolve();
      });
      await rig.settle();
    }
    await commands;
    expect(rig.sentTrack('microphone').readyState).toBe('live');
    expect(rig.audible('microphone')).toBe(true);
  });

  test('a change of device: the old one is sent on, whole', async () => {
    const rig = createRig();
    await rig.local.microphone.enable({ deviceId: 'mic-1' });
    refuseOnce(rig, 'replace');
    await expect(rig.local.microphone.setDevice('mic-2')).rejects.toMatchObject({ code: 'publish-failed' });
    await rig.settle();
    expect(rig.devices.open).toEqual(['mic-1']);
    expect(rig.local.microphone.state).toMatchObject({ deviceId: 'mic-1', capture: { status: 'live' } });
    expect(rig.audible('microphone')).toBe(true);
  });

  test.each(['muted', 'replace'])(
    'a change of device on a phone (%s): it is published again',
    async (call) => {
      const rig = createRig(phone);
      rig.devices.singleCapture = 'ends-older';
      await rig.local.microphone.enable();
      refuseOnce(rig, call);
      await rig.local.microphone.setDevice('mic-2').catch(() => undefined);
      await rig.clock.advance(1_000);
      expect(rig.local.microphone.state.publication.status).toBe('published');
      expect(rig.sent('microphone')).toMatchObject({ muted: false });
      expect(rig.audible('microphone')).toBe(true);
    },
  );

  test.each(['app', 'loss'])(
    'a publication that is to end (%s): it ends, and its device is let go at once',
    async (who) => {
      const rig = createRig({ media: { deviceLoss: 'unpublish' } });
      await rig.local.camera.enable();
      refuseOnce(rig, 'sync');
      if (who === 'app') await rig.local.camera.disable();
      else rig.devices.unplug('cam-1');
      await rig.settle();
      expect(rig.devices.open).toEqual([]);
      expect(rig.sent('camera')).toBeDefined();
      expect(rig.local.camera.state.publication.status).toBe('published');
      expect(rig.warnings).toHaveLength(1);
      await rig.clock.advance(250);
      expect(rig.sent('camera')).toBeUndefined();
      expect(rig.local.camera.state.publication.status).toBe('unpublished');
      await rig.clock.advance(60_000);
      expect(rig.log.filter((entry) => entry.startsWith('sync'))).toHaveLength(3);
    },
  );

  test.each(['microphone', 'camera'] as const)('that a %s is muted: it is told again', async (source) => {
    const rig = createRig();
    await rig.local[source].enable();
    refuseOnce(rig, 'muted');
    const muted = rig.local[source].mute();
    expect(rig.audible(source)).toBe(false);
    await muted.catch(() => undefined);
    await rig.clock.advance(250);
    expect(rig.sent(source)).toMatchObject({ muted: true });
    expect(rig.local[source].state.publication.status).toBe('published');
  });

  test('another publication: the one that is in line stays published', async () => {
    const rig = createRig();
    await rig.local.microphone.enable();
    refuseOnce(rig, 'sync');
    await expect(rig.local.camera.enable()).rejects.toMatchObject({ code: 'publish-failed' });
    expect(rig.local.microphone.state.publication.status).toBe('published');
    expect(rig.local.camera.state.publication.status).toBe('failed');
  });

  test('a processor that cannot start on a phone: the device is sent as before', async () => {
    const rig = createRig(phone);
    rig.devices.singleCapture = 'ends-older';
    await rig.local.microphone.enable();
    const broken = { start: () => Promise.reject(new Error('no WebGL')) };
    await expect(rig.local.microphone.setProcessor(broken)).rejects.toMatchObject({ code: 'unknown' });
    expect(rig.local.microphone.state.capture).toEqual({ status: 'live' });
    expect(rig.audible('microphone')).toBe(true);
  });

  test('a vendor that refuses for ever is asked less and less often, until the leg is over', async () => {
    const rig = createRig();
    await rig.local.microphone.enable();
    rig.failing = 'muted';
    rig.local.microphone.mute().catch(() => undefined);
    await rig.settle();
    rig.failing = 'sync';
    await rig.clock.advance(10_000);
    const tries = rig.log.filter((entry) => entry.startsWith('sync')).length;
    expect(tries).toBeGreaterThan(3);
    expect(tries).toBeLessThan(8);
    rig.local.dispose();
    rig.endLegs();
    expect(rig.leaks()).toEqual(noLeaks);
  });
});

describe('devices that come and go while something is under way', () => {
  test('the way to the vendor is cut, the camera is pulled out, the way comes back: the next one is sent unmuted', async () => {
    const rig = createRig({ media: { deviceLoss: 'next-device' } });
    await rig.local.camera.enable();
    rig.failing = '';
    rig.devices.unplug('cam-1');
    await rig.clock.advance(1_000);
    rig.failing = undefined;
    rig.restored('resumed');
    await rig.clock.advance(60_000);
    expect(rig.devices.open).toEqual(['cam-2']);
    expect(rig.sent('camera')).toMatchObject({ muted: false });
    expect(rig.audible('camera')).toBe(true);
  });

  test('the chosen device is pulled out while it is enabled again: nothing stays open', async () => {
    const rig = createRig({ media: { deviceLoss: 'next-device' } });
    rig.hold('sync');
    const commands = [rig.local.camera.enable({ deviceId: 'cam-2' }), rig.local.camera.enable()];
    await rig.settle();
    rig.devices.unplug('cam-2');
    await rig.settle();
    rig.held.splice(0).forEach((call) => {
      call.resolve();
    });
    await Promise.allSettled(commands);
    await rig.settle();
    expect(rig.devices.open).toEqual(['cam-1']);
    rig.local.dispose();
    rig.endLegs();
    expect(rig.leaks()).toEqual(noLeaks);
  });

  test('the old microphone is pulled out while another one is opened: the new one is heard', async () => {
    const rig = createRig();
    await rig.local.microphone.enable({ deviceId: 'mic-1' });
    const changing = rig.local.microphone.setDevice('mic-2');
    rig.devices.unplug('mic-1');
    await changing;
    await rig.settle();
    expect(rig.local.microphone.state).toMatchObject({ muted: false, deviceId: 'mic-2' });
    expect(rig.audible('microphone')).toBe(true);
  });

  test('the old microphone is pulled out while one is opened that cannot be had: it is lost', async () => {
    const rig = createRig();
    await rig.local.microphone.enable({ deviceId: 'mic-1' });
    rig.devices.setFault('mic-2', 'busy');
    const changing = expect(rig.local.microphone.setDevice('mic-2')).rejects.toMatchObject({
      code: 'device-in-use',
    });
    rig.devices.unplug('mic-1');
    await changing;
    await rig.settle();
    expect(rig.local.microphone.state).toMatchObject({ muted: true, mutedBy: 'device-lost' });
  });

  test('a device that is pulled out in the moment in which it is opened is not taken for live', async () => {
    for (let turns = 0; turns < 12; turns += 1) {
      const rig = createRig();
      const enabling = rig.local.microphone.enable().catch(() => undefined);
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      rig.devices.unplug('mic-1');
      await enabling;
      await rig.settle();
      const { capture, track } = rig.local.microphone.state;
      expect([turns, capture.status === 'live' && track?.readyState === 'ended']).toEqual([turns, false]);
    }
  });
});

describe('wishes are judged when their turn comes', () => {
  test('the last of two choices wins', async () => {
    const rig = createRig();
    await rig.local.microphone.enable({ deviceId: 'mic-1' });
    await Promise.all([
      rig.local.microphone.setDevice('mic-2'),
      rig.local.microphone.enable({ deviceId: 'mic-1' }),
    ]);
    expect(rig.devices.open).toEqual(['mic-1']);
    expect(rig.local.microphone.state.deviceId).toBe('mic-1');
    expect(rig.audible('microphone')).toBe(true);
  });

  test('what is shown as chosen is what is open', async () => {
    const rig = createRig();
    const first = rig.local.microphone.enable({ deviceId: 'mic-2' });
    await expect(rig.local.microphone.enable({ deviceId: 'gone' })).rejects.toMatchObject({
      code: 'device-not-found',
    });
    await first;
    expect(rig.devices.open).toEqual(['mic-2']);
    expect(rig.local.microphone.state.deviceId).toBe('mic-2');
  });

  test('one that is given up on a phone leaves the device as it was', async () => {
    const rig = createRig(phone);
    rig.devices.singleCapture = 'ends-older';
    await rig.local.microphone.enable();
    const controller = new AbortController();
    const second = rig.local.microphone.enable({ noiseSuppression: false, signal: controller.signal });
    controller.abort();
    await expect(second).rejects.toMatchObject({ code: 'aborted' });
    await rig.settle();
    expect(rig.sent('microphone')).toMatchObject({ muted: false });
    expect(rig.audible('microphone')).toBe(true);
  });
});

test('a device that is named by no string is refused in words', async () => {
  const { local } = createRig();
  await expect(local.camera.setDevice(7 as never)).rejects.toMatchObject({
    code: 'invalid-argument',
    message: expect.stringContaining('deviceId') as string,
  });
});
