import { describe, expect, test } from 'vitest';
import { noLeaks } from '../../src/testing/leak-report.ts';
import { FakeMediaStream } from '../../src/testing/fake-media-stream.ts';
import { createRig } from './rig.ts';

describe('screen', () => {
  test('the picker opens within the call, so that the gesture counts', () => {
    const { local, devices } = createRig();
    void local.screen.enable({ frameRate: 15 });
    expect(devices.picker.calls).toEqual([{ video: { frameRate: { ideal: 15 } }, audio: false }]);
  });

  test('publishes what was picked, with its sound where it was asked for and picked', async () => {
    const { local, sent, audible } = createRig();
    await local.screen.enable({ audio: true, contentHint: 'motion' });
    expect(audible('screen')).toBe(true);
    expect(audible('screen-audio')).toBe(true);
    expect(sent('screen')).toMatchObject({ contentHint: 'motion' });
    expect(local.screen.state.track?.contentHint).toBe('motion');
    expect(local.screenAudio.state).toMatchObject({ enabled: true, capture: { status: 'live' } });
  });

  test('sound is a wish', async () => {
    const { local, devices, sent } = createRig();
    devices.picker.share = { audio: false };
    await local.screen.enable({ audio: true });
    expect(sent('screen')).toBeDefined();
    expect(sent('screen-audio')).toBeUndefined();
    expect(local.screenAudio.state).toMatchObject({ enabled: false, capture: { status: 'off' } });
  });

  test('sound is not asked for where the adapter cannot send it', async () => {
    const { local, devices } = createRig({ media: { screenAudioMode: 'none' } });
    await local.screen.enable({ audio: true });
    expect(devices.picker.calls).toEqual([{ video: true, audio: false }]);
  });

  test('is interrupted while the system takes it away, and so are the others told', async () => {
    const { local, tracks } = createRig();
    await local.screen.enable();
    const [raw] = tracks.live.filter(({ clonedFrom }) => !clonedFrom);
    raw?.setMuted(true);
    expect(local.screen.state.capture).toEqual({ status: 'interrupted' });
    raw?.setMuted(false);
    expect(local.screen.state.capture).toEqual({ status: 'live' });
  });

  test.each(['is over', 'has no picture'])('that %s when it comes was cancelled', async (what) => {
    const { local, devices, environment } = createRig();
    const { mediaDevices } = environment;
    if (!mediaDevices?.getDisplayMedia) throw new Error('No picker.');
    const pick = mediaDevices.getDisplayMedia.bind(mediaDevices);
    Object.assign(mediaDevices, {
      async getDisplayMedia(options?: DisplayMediaStreamOptions) {
        const stream = await pick(options);
        if (what === 'has no picture') return new FakeMediaStream([]);
        devices.picker.stopSharingFromBrowser();
        return stream;
      },
    });
    await expect(local.screen.enable()).rejects.toMatchObject({ code: 'screen-share-cancelled' });
    expect([local.screen.state.enabled, local.screen.state.capture]).toEqual([false, { status: 'off' }]);
  });

  test('that was muted and let go, and is not picked again, stays as it was', async () => {
    const { local, devices } = createRig();
    await local.screen.enable();
    await local.screen.mute({ release: true });
    devices.picker.answer = 'cancel';
    await expect(local.screen.enable()).rejects.toMatchObject({ code: 'screen-share-cancelled' });
    expect(local.screen.state).toMatchObject({
      enabled: true,
      muted: true,
      capture: { status: 'released' },
    });
  });

  test('cancelling fails nothing else', async () => {
    const { local, devices, shareEnds, audible } = createRig();
    await local.camera.enable();
    devices.picker.answer = 'cancel';
    await expect(local.screen.enable({ camera: 'suspend' })).rejects.toMatchObject({
      code: 'screen-share-cancelled',
      name: 'NotAllowedError',
    });
    expect(local.screen.state).toMatchObject({ enabled: false, capture: { status: 'off' } });
    expect(audible('camera')).toBe(true);
    expect(shareEnds).toEqual([]);
    devices.picker.answer = 'choose';
    await local.screen.enable();
    expect(audible('screen')).toBe(true);
  });

  test('a signal closes the wait for the picker; what is picked later is stopped', async () => {
    const { local, devices, tracks, settle } = createRig();
    devices.picker.answer = 'hold';
    const controller = new AbortController();
    const outcome = expect(
      local.screen.enable({ audio: true, signal: controller.signal }),
    ).rejects.toMatchObject({
      code: 'aborted',
    });
    controller.abort();
    await outcome;
    devices.picker.open[0]?.choose();
    await settle();
    expect(tracks.all).toHaveLength(2);
    expect(tracks.live).toEqual([]);
    expect(local.screen.state).toMatchObject({ enabled: false, capture: { status: 'off' } });
  });

  test('browsers that cannot share say so', async () => {
    const { local } = createRig({ canShareScreen: false });
    await expect(local.screen.enable()).rejects.toMatchObject({ code: 'not-supported' });
  });

  test("the browser's own stop unpublishes picture and sound, once, with the reason", async () => {
    const { local, devices, sent, shareEnds, settle, tracks, leaks } = createRig();
    await local.screen.enable({ audio: true });
    devices.picker.stopSharingFromBrowser();
    await settle();
    expect(shareEnds).toEqual(['browser']);
    expect(sent('screen')).toBeUndefined();
    expect(sent('screen-audio')).toBeUndefined();
    expect(tracks.live).toEqual([]);
    expect(local.screen.state).toMatchObject({ enabled: false, capture: { status: 'off' } });
    await local.screen.disable();
    expect(shareEnds).toEqual(['browser']);
    await local.screen.enable();
    devices.picker.stopSharingFromBrowser();
    await local.screen.disable();
    expect(shareEnds).toEqual(['browser', 'browser']);
    expect(leaks()).toEqual(noLeaks);
  });

  test('the app and the server end it likewise', async () => {
    const { local, shareEnds, settle, tracks, fromServer } = createRig();
    await local.screen.enable({ audio: true });
    await local.screen.disable();
    await local.screen.enable();
    fromServer('screen', 'unpublished');
    await settle();
    expect(shareEnds).toEqual(['app', 'server']);
    expect(tracks.live).toEqual([]);
  });

  test('when the sound ends the picture goes on', async () => {
    const { local, audible, sent, settle, shareEnds } = createRig();
    await local.screen.enable({ audio: true });
    await local.screenAudio.disable();
    await settle();
    expect(sent('screen-audio')).toBeUndefined();
    expect(audible('screen')).toBe(true);
    expect(shareEnds).toEqual([]);
  });

  test('mute and unmute, and the next share is not muted', async () => {
    const { local, audible, devices } = createRig();
    await local.screen.enable();
    await local.screen.mute();
    expect(audible('screen')).toBe(false);
    await local.screen.unmute();
    expect(audible('screen')).toBe(true);
    await local.screen.mute();
    await local.screen.disable();
    await local.screen.enable();
    expect(audible('screen')).toBe(true);
    expect(devices.picker.calls).toHaveLength(2);
  });

  test('enabling it twice picks once', async () => {
    const { local, devices } = createRig();
    await Promise.all([local.screen.enable(), local.screen.enable()]);
    await local.screen.enable();
    expect(devices.picker.calls).toHaveLength(1);
  });

  test('a share that cannot be published rejects, and can be ended', async () => {
    const rig = createRig();
    rig.failing = 'sync';
    await expect(rig.local.screen.enable()).rejects.toMatchObject({ code: 'publish-failed' });
    await rig.local.screen.disable();
    expect(rig.tracks.live).toEqual([]);
  });
});

describe('camera during a share', () => {
  test('is suspended before the share is published and comes back when the browser stops it', async () => {
    const rig = createRig();
    await rig.local.camera.enable({ deviceId: 'cam-2' });
    rig.log.length = 0;
    await rig.local.screen.enable({ camera: 'suspend' });
    expect(rig.devices.open).toEqual([]);
    expect(rig.sent('camera')).toMatchObject({ track: null, muted: true });
    expect(rig.log.indexOf('camera released')).toBeLessThan(rig.log.indexOf('sync screen'));
    rig.devices.picker.stopSharingFromBrowser();
    await rig.settle();
    expect(rig.devices.open).toEqual(['cam-2']);
    expect(rig.audible('camera')).toBe(true);
    expect(rig.local.camera.state).toMatchObject({ muted: false, deviceId: 'cam-2' });
  });

  test.each(['app', 'server'] as const)('comes back when the %s ends the share', async (who) => {
    const { local, audible, settle, fromServer } = createRig();
    await local.camera.enable();
    await local.screen.enable({ camera: 'suspend' });
    if (who === 'app') await local.screen.disable();
    else fromServer('screen', 'unpublished');
    await settle();
    expect(audible('camera')).toBe(true);
  });

  test('one that was muted, or off, stays so', async () => {
    const { local, devices, settle } = createRig();
    await local.camera.enable();
    await local.camera.mute();
    await local.screen.enable({ camera: 'suspend' });
    await local.screen.disable();
    await settle();
    expect(local.camera.state.muted).toBe(true);
    await local.camera.disable();
    await local.screen.enable({ camera: 'suspend' });
    await local.screen.disable();
    await settle();
    expect(devices.open).toEqual([]);
  });

  test('what the app does to it meanwhile holds', async () => {
    const { local, devices, settle } = createRig();
    await local.camera.enable();
    await local.screen.enable({ camera: 'suspend' });
    await local.camera.mute();
    await local.screen.disable();
    await settle();
    expect(local.camera.state.muted).toBe(true);
    expect(devices.open).toEqual([]);
  });

  test('is suspended by itself where the vendor has one place for both', async () => {
    const { local, sent, audible, settle } = createRig({ media: { cameraWithScreen: false } });
    await local.camera.enable();
    await local.screen.enable();
    expect(sent('camera')).toMatchObject({ track: null });
    await local.screen.disable();
    await settle();
    expect(audible('camera')).toBe(true);
  });

  test('is kept where nobody says otherwise', async () => {
    const { local, audible } = createRig();
    await local.camera.enable();
    await local.screen.enable();
    expect([audible('camera'), audible('screen')]).toEqual([true, true]);
  });
});
