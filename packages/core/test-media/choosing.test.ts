import { describe, expect, test } from 'vitest';
import { watchDevices } from '../src/devices/watch-devices.ts';
import { browserEnvironment } from '../src/environment/browser-environment.ts';
import type { MediaDevicesPort } from '../src/environment/rtc-environment.ts';
import { createLoopback } from './loopback.ts';

const idsOf = async (kind: MediaDeviceKind): Promise<string[]> => {
  const all = await navigator.mediaDevices.enumerateDevices();
  return all.flatMap((device) =>
    device.kind === kind && device.deviceId !== 'default' ? [device.deviceId] : [],
  );
};

describe('devices of the real browser', { timeout: 30_000 }, () => {
  test('are a set with names, without stand-ins, and at most one is the default', async () => {
    const list = await watchDevices().refresh();
    for (const kind of [list.microphones, list.cameras, list.speakers]) {
      const ids = kind.map(({ deviceId }) => deviceId);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).not.toContain('default');
      expect(kind.every(({ label, deviceId }) => label !== '' && deviceId !== '')).toBe(true);
      // Chromium's fake stand-in stands for none of the others.
      expect(kind.filter(({ isDefault }) => isDefault).length).toBeLessThan(2);
    }
    expect([list.microphones.length, list.cameras.length]).toEqual([2, 2]);
  });

  test('of wishes in quick succession the last one is open, and nothing else', async () => {
    const opened: MediaStreamTrack[] = [];
    const { local } = createLoopback({ environment: recording(opened) });
    const [one, other] = await idsOf('audioinput');
    await Promise.allSettled([
      local.microphone.enable({ deviceId: one }),
      local.microphone.setDevice(other),
      local.microphone.enable({ deviceId: one }),
      local.microphone.setDevice(other),
    ]);
    expect(local.microphone.state.deviceId).toBe(other);
    const live = opened.filter(({ readyState }) => readyState === 'live');
    expect(live.map((track) => track.getSettings().deviceId)).toEqual([other]);
  });

  test('one that is gone leaves the old one open, and is told', async () => {
    const { local } = createLoopback();
    const [one] = await idsOf('audioinput');
    await local.microphone.enable({ deviceId: one });
    const { track } = local.microphone.state;
    await expect(local.microphone.setDevice('no such device')).rejects.toMatchObject({
      code: 'device-not-found',
    });
    expect([local.microphone.state.deviceId, track?.readyState]).toEqual([one, 'live']);
  });

  test('back to what the system uses', async () => {
    const { local, handed } = createLoopback();
    const [, other] = await idsOf('audioinput');
    await local.microphone.enable({ deviceId: other });
    expect(handed('microphone').getSettings().deviceId).toBe(other);
    await local.microphone.setDevice(undefined);
    expect(local.microphone.state.deviceId).toBeUndefined();
    expect(handed('microphone').getSettings().deviceId).toBe('default');
  });

  test('another camera under the same publication, and another side asks the browser anew', async () => {
    const opened: MediaStreamTrack[] = [];
    const { local, handed } = createLoopback({ environment: recording(opened) });
    const [one, other] = await idsOf('videoinput');
    await local.camera.enable({ deviceId: one });
    await local.camera.setDevice(other);
    expect(handed('camera').getSettings().deviceId).toBe(other);
    await local.camera.enable({ facingMode: 'user' });
    expect([local.camera.state.deviceId, opened.length]).toEqual([undefined, 3]);
    await local.camera.enable({ facingMode: 'environment' });
    expect(opened.map(({ readyState }) => readyState)).toEqual(['ended', 'ended', 'ended', 'live']);
  });

  test('a picker that is given up, and asked for anew while it is open, is the same one', async () => {
    let pickers = 0;
    const devices = browserEnvironment.mediaDevices;
    const environment = {
      ...browserEnvironment,
      mediaDevices: devices && {
        ...devices,
        getDisplayMedia(wanted?: DisplayMediaStreamOptions) {
          pickers += 1;
          return devices.getDisplayMedia?.(wanted) ?? Promise.reject(new Error('There is no picker.'));
        },
      },
    };
    const { local } = createLoopback({ environment });
    const given = expect(local.screen.enable()).rejects.toMatchObject({ code: 'aborted' });
    const gone = local.screen.disable();
    await Promise.all([local.screen.enable(), given, gone]);
    expect([pickers, local.screen.state.capture.status]).toEqual([1, 'live']);
  });
});

/** The browser, with a note of everything that it opens. */
function recording(opened: MediaStreamTrack[]): typeof browserEnvironment {
  const devices = browserEnvironment.mediaDevices;
  const recorded: MediaDevicesPort | undefined = devices && {
    ...devices,
    async getUserMedia(wanted) {
      const stream = await devices.getUserMedia(wanted);
      opened.push(...stream.getTracks());
      return stream;
    },
  };
  return { ...browserEnvironment, mediaDevices: recorded };
}
