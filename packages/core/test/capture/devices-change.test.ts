import { describe, expect, test } from 'vitest';
import { noLeaks } from '../../src/testing/leak-report.ts';
import { createRig, type CaptureRig } from './rig.ts';

const fallbacks = ['mute', 'next-device', 'unpublish'] as const;

describe('setDevice', () => {
  test('opens the other one, replaces, then lets the first go', async () => {
    const rig = createRig();
    await rig.local.microphone.enable();
    const first = rig.sentTrack('microphone');
    rig.hold('replace');
    const changing = rig.local.microphone.setDevice('mic-2');
    await rig.settle();
    expect(rig.devices.open).toEqual(['mic-1', 'mic-2']);
    expect(first.emits).toBe(true);
    rig.held[0]?.resolve();
    await changing;
    expect(rig.devices.open).toEqual(['mic-2']);
    expect(rig.audible('microphone')).toBe(true);
    expect(rig.local.microphone.state).toMatchObject({
      deviceId: 'mic-2',
      deviceLabel: 'Headset microphone',
    });
    expect(rig.log).not.toContain('muted microphone true');
  });

  test('keeps mute', async () => {
    const { local, sentTrack, devices } = createRig();
    await local.microphone.enable();
    await local.microphone.mute();
    await local.microphone.setDevice('mic-2');
    expect(devices.open).toEqual(['mic-2']);
    sentTrack('microphone').enabled = true;
    expect(sentTrack('microphone').emits).toBe(false);
    expect(local.microphone.state.muted).toBe(true);
  });

  test('while muted and released it is only remembered', async () => {
    const { local, devices } = createRig();
    await local.camera.enable();
    await local.camera.mute();
    await local.camera.setDevice('cam-2');
    expect(devices.open).toEqual([]);
    expect(devices.calls).toHaveLength(1);
    expect(local.camera.state.deviceId).toBe('cam-2');
    await local.camera.unmute();
    expect(devices.open).toEqual(['cam-2']);
  });

  test('on failure the old one stays', async () => {
    const { local, devices, audible } = createRig();
    await local.microphone.enable({ deviceId: 'mic-1' });
    devices.setFault('mic-2', 'busy');
    await expect(local.microphone.setDevice('mic-2')).rejects.toMatchObject({ code: 'device-in-use' });
    await expect(local.microphone.setDevice('none')).rejects.toMatchObject({ code: 'device-not-found' });
    expect(audible('microphone')).toBe(true);
    expect(local.microphone.state).toMatchObject({ deviceId: 'mic-1', capture: { status: 'live' } });
  });

  test('where a second capture silences the first: stop, open, and the old one again on failure', async () => {
    const rig = createRig({ environment: { singleCapture: true } });
    rig.devices.singleCapture = 'ends-older';
    await rig.local.microphone.enable();
    rig.log.length = 0;
    await rig.local.microphone.setDevice('mic-2');
    expect(rig.devices.open).toEqual(['mic-2']);
    expect(rig.audible('microphone')).toBe(true);
    expect(rig.log).toEqual([
      'muted microphone true',
      'replace microphone null',
      'microphone requesting',
      'microphone live',
      'replace microphone track',
      'muted microphone false',
    ]);
    rig.devices.setFault('mic-1', 'busy');
    await expect(rig.local.microphone.setDevice('mic-1')).rejects.toMatchObject({ code: 'device-in-use' });
    expect(rig.devices.open).toEqual(['mic-2']);
    expect(rig.audible('microphone')).toBe(true);
    expect(rig.local.microphone.state).toMatchObject({
      deviceId: 'mic-2',
      muted: false,
      capture: { status: 'live' },
    });
  });

  test('other processing is asked of the device anew', async () => {
    const { local, devices } = createRig();
    await local.microphone.enable();
    await local.microphone.enable({ noiseSuppression: false });
    expect(devices.calls).toHaveLength(2);
    expect(devices.calls[1]).toMatchObject({ audio: { noiseSuppression: false, echoCancellation: true } });
    expect(devices.open).toEqual(['mic-1']);
    await local.microphone.enable({ noiseSuppression: false });
    expect(devices.calls).toHaveLength(2);
  });

  test('a source that failed is tried with the device that is chosen next', async () => {
    const { local, devices, audible } = createRig();
    devices.setFault('mic-1', 'busy');
    await expect(local.microphone.enable()).rejects.toMatchObject({ code: 'device-in-use' });
    await local.microphone.setDevice('mic-2');
    expect(audible('microphone')).toBe(true);
  });

  test('what is muted or let go while that one opens stays silent', async () => {
    for (const act of ['mute', 'disable'] as const) {
      const { local, devices, audible } = createRig();
      devices.setFault('mic-1', 'busy');
      await expect(local.microphone.enable()).rejects.toMatchObject({ code: 'device-in-use' });
      const changing = local.microphone.setDevice('mic-2').catch(() => undefined);
      const acting = local.microphone[act]();
      await Promise.all([changing, acting]);
      expect(audible('microphone'), act).toBe(false);
      expect(local.microphone.state, act).toMatchObject(
        act === 'mute' ? { muted: true } : { enabled: false },
      );
    }
  });
});

describe('unplugged', () => {
  test('muted with the reason, published still; replugging never unmutes', async () => {
    const { local, devices, sent, settle, clock, tracks } = createRig();
    await local.microphone.enable({ deviceId: 'mic-2' });
    devices.unplug('mic-2');
    expect(local.microphone.state).toMatchObject({
      enabled: true,
      muted: true,
      mutedBy: 'device-lost',
      capture: { status: 'failed', reason: 'unplugged', error: { code: 'device-not-found' } },
      track: undefined,
    });
    await settle();
    expect(sent('microphone')).toMatchObject({ track: null, muted: true });
    devices.plug({ kind: 'audioinput', deviceId: 'mic-2' });
    await clock.advance(10_000);
    expect(tracks.live).toEqual([]);
    expect(local.microphone.state.muted).toBe(true);
    await local.microphone.unmute();
    expect(devices.open).toEqual(['mic-2']);
  });

  test('choosing another device afterwards opens nothing: only the app unmutes', async () => {
    const { local, devices } = createRig();
    await local.microphone.enable();
    devices.unplug('mic-1');
    await local.microphone.setDevice('mic-2');
    expect(devices.open).toEqual([]);
    expect(local.microphone.state).toMatchObject({ muted: true, deviceId: 'mic-2' });
  });

  test('who muted before still did so after', async () => {
    const { local, devices } = createRig();
    await local.microphone.enable();
    await local.microphone.mute();
    devices.unplug('mic-1');
    expect(local.microphone.state).toMatchObject({ mutedBy: 'self', capture: { status: 'failed' } });
  });

  test('unmute with a chosen device that is gone opens another one', async () => {
    const { local, devices } = createRig();
    await local.microphone.enable({ deviceId: 'mic-2' });
    devices.unplug('mic-2');
    await local.microphone.unmute();
    expect(devices.open).toEqual(['mic-1']);
    expect(local.microphone.state).toMatchObject({ deviceId: undefined, muted: false });
  });

  test('by policy the next device takes over', async () => {
    const { local, devices, audible, settle, log } = createRig({ media: { deviceLoss: 'next-device' } });
    await local.microphone.enable();
    devices.unplug('mic-1');
    await settle();
    expect(devices.open).toEqual(['mic-2']);
    expect(audible('microphone')).toBe(true);
    expect(log.filter((entry) => entry.startsWith('sync'))).toHaveLength(1);
  });

  test('by policy it takes over muted where it was muted', async () => {
    const { local, devices, tracks, settle } = createRig({ media: { deviceLoss: 'next-device' } });
    await local.microphone.enable();
    await local.microphone.mute();
    devices.unplug('mic-1');
    await settle();
    expect(local.microphone.state.muted).toBe(true);
    expect(tracks.emitting).toEqual([]);
  });

  test('where there is no next device it is muted with the reason', async () => {
    const { local, devices, sent, settle } = createRig({ media: { deviceLoss: 'next-device' } });
    await local.camera.enable();
    devices.unplug('cam-2');
    devices.unplug('cam-1');
    await settle();
    expect(local.camera.state).toMatchObject({
      mutedBy: 'device-lost',
      capture: { status: 'failed', reason: 'unplugged' },
    });
    expect(sent('camera')).toMatchObject({ track: null, muted: true });
  });

  test('by policy it is unpublished', async () => {
    const { local, devices, sent, settle } = createRig({ media: { deviceLoss: 'unpublish' } });
    await local.camera.enable();
    devices.unplug('cam-1');
    await settle();
    expect(sent('camera')).toBeUndefined();
    expect(local.camera.state).toMatchObject({
      enabled: false,
      capture: { status: 'failed', reason: 'unplugged' },
    });
  });

  test.each(['mute', 'next-device'] as const)(
    'a permission that was taken back says so (%s)',
    async (deviceLoss) => {
      const status = Object.assign(new EventTarget(), { state: 'denied' as const });
      const permissions = { query: () => Promise.resolve(status) };
      const { local, devices, tracks, settle } = createRig({
        media: { deviceLoss },
        environment: { permissions },
      });
      await local.camera.enable();
      devices.permissions.set('denied');
      tracks.all[0]?.end();
      await settle();
      expect(local.camera.state).toMatchObject({
        muted: true,
        capture: { status: 'failed', reason: 'permission-denied', error: { code: 'permission-denied' } },
      });
    },
  );

  test.each(['granted', 'prompt'] as const)(
    'a device that was pulled out while its permission stands at %s',
    async (state) => {
      const status = Object.assign(new EventTarget(), { state });
      const permissions = { query: () => Promise.resolve(status) };
      const { local, devices, settle } = createRig({ environment: { permissions } });
      await local.camera.enable();
      devices.unplug('cam-1');
      await settle();
      expect(local.camera.state.capture).toMatchObject({
        status: 'failed',
        reason: state === 'granted' ? 'unplugged' : 'permission-denied',
      });
    },
  );

  test('a microphone whose permission was taken back says so too, and what gave no answer is only gone', async () => {
    const asked: string[] = [];
    const state: PermissionState = 'denied';
    const status = Object.assign(new EventTarget(), { state });
    const permissions = {
      query({ name }: { readonly name: string }) {
        asked.push(name);
        return Promise.resolve(status);
      },
    };
    const { local, devices, tracks, settle } = createRig({ environment: { permissions } });
    await local.microphone.enable();
    devices.permissions.set('denied');
    tracks.all[0]?.end();
    await settle();
    expect(asked).toContain('microphone');
    expect(local.microphone.state.capture).toMatchObject({
      status: 'failed',
      reason: 'permission-denied',
      error: { code: 'permission-denied' },
    });
  });

  test.each(fallbacks)('%s leaves nothing behind', async (deviceLoss) => {
    const rig = createRig({ media: { deviceLoss } });
    await rig.local.camera.enable();
    rig.devices.unplug('cam-1');
    await rig.settle();
    rig.local.dispose();
    expect(rig.leaks()).toEqual(noLeaks);
  });
});

describe('the system', () => {
  const listed = (label: string, groupId: string) => ({
    kind: 'audioinput' as const,
    deviceId: 'default',
    label,
    groupId,
  });
  const bySystem = (): CaptureRig =>
    createRig({
      devices: [
        listed('Default - Built-in', 'built-in'),
        { kind: 'audioinput', deviceId: 'mic-2', groupId: 'headset' },
      ],
    });

  test('another default microphone is followed, after the burst, and mute is kept', async () => {
    const { local, devices, clock, tracks } = bySystem();
    await local.microphone.enable();
    await local.microphone.mute();
    devices.plug(listed('Default - Headset', 'headset'));
    devices.plug(listed('Default - Headset', 'headset'));
    expect(devices.calls).toHaveLength(1);
    await clock.advance(500);
    expect(devices.calls).toHaveLength(2);
    expect(local.microphone.state).toMatchObject({ deviceLabel: 'Default - Headset', muted: true });
    expect(tracks.emitting.filter(({ clonedFrom }) => clonedFrom)).toEqual([]);
  });

  test('a chosen microphone stays, and other changes change nothing', async () => {
    const { local, devices, clock } = bySystem();
    await local.microphone.enable();
    devices.plug({ kind: 'videoinput', deviceId: 'cam-9' });
    await clock.advance(500);
    expect(devices.calls).toHaveLength(1);
    await local.microphone.setDevice('mic-2');
    devices.plug(listed('Default - Headset', 'headset'));
    await clock.advance(500);
    expect(devices.calls).toHaveLength(2);
    await local.microphone.disable();
    expect(devices.listenerCount).toBe(0);
  });

  test('takes a device away for a while and gives it back', async () => {
    const { local, tracks, page } = createRig();
    await local.microphone.enable();
    const track = tracks.all[0];
    track?.setMuted(true);
    expect(local.microphone.state).toMatchObject({ muted: false, capture: { status: 'interrupted' } });
    track?.setMuted(false);
    expect(local.microphone.state.capture).toEqual({ status: 'live' });
    expect(page.listenerCount).toBe(0);
  });

  test('a microphone that the system mutes is muted for the others, until it is not', async () => {
    const { local, tracks, sent, settle, log } = createRig();
    await local.microphone.enable();
    const mutes = (): string[] => log.filter((entry) => entry.startsWith('mute'));
    tracks.all[0]?.setMuted(true);
    await settle();
    expect([local.microphone.state.muted, sent('microphone')?.muted]).toEqual([false, true]);
    tracks.all[0]?.setMuted(false);
    await settle();
    expect([local.microphone.state.muted, sent('microphone')?.muted]).toEqual([false, false]);
    expect(mutes()).toHaveLength(2);
  });

  test('what the person wishes meanwhile is told once the system gives the microphone back', async () => {
    const { local, tracks, sent, settle, audible, contained } = createRig();
    await local.microphone.enable();
    tracks.all[0]?.setMuted(true);
    await local.microphone.mute();
    await local.microphone.unmute();
    expect([local.microphone.state.muted, sent('microphone')?.muted]).toEqual([false, true]);
    await local.microphone.mute();
    tracks.all[0]?.setMuted(false);
    await settle();
    expect([sent('microphone')?.muted, audible('microphone')]).toEqual([true, false]);
    await local.microphone.unmute();
    expect([sent('microphone')?.muted, audible('microphone')]).toEqual([false, true]);
    expect(contained).toEqual([]);
  });

  test('a camera that the system takes away is not told: its picture stands still there', async () => {
    const { local, tracks, sent, settle } = createRig();
    await local.camera.enable();
    tracks.all[0]?.setMuted(true);
    await settle();
    expect(sent('camera')?.muted).toBe(false);
  });

  test('a device that does not come back with the page is opened anew', async () => {
    const { local, tracks, page, clock, devices, audible } = createRig({
      environment: { singleCapture: true },
    });
    await local.microphone.enable();
    tracks.all[0]?.setMuted(true);
    page.fire('visible');
    await clock.advance(1000);
    expect(devices.calls).toHaveLength(2);
    expect(audible('microphone')).toBe(true);
    local.release();
    expect(page.listenerCount).toBe(0);
  });

  test('is told when the microphone is open', async () => {
    const audioSession = { type: 'auto' };
    const { local } = createRig({ environment: { audioSession } });
    await local.microphone.enable();
    expect(audioSession.type).toBe('play-and-record');
    await local.microphone.disable();
    expect(audioSession.type).toBe('auto');
  });
});
