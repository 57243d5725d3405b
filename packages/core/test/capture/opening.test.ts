import { describe, expect, test } from 'vitest';
import { noLeaks } from '../../src/testing/leak-report.ts';
import { FakeMediaStream } from '../../src/testing/fake-media-stream.ts';
import { createRig } from './rig.ts';

describe('opening devices', () => {
  test('a browser that gives a stream without what was asked for has no such device', async () => {
    const { local, devices } = createRig();
    Object.assign(devices.port, { getUserMedia: () => Promise.resolve(new FakeMediaStream([])) });
    await expect(local.camera.enable()).rejects.toMatchObject({ code: 'device-not-found' });
  });

  test('enables made together become one prompt', async () => {
    const { local, devices } = createRig();
    await Promise.all([local.microphone.enable(), local.camera.enable()]);
    expect(devices.calls.map((call) => Object.keys(call))).toEqual([['audio', 'video']]);
    expect(devices.open).toEqual(['mic-1', 'cam-1']);
  });

  test('on a phone, a prompt that was given up is answered before the next is asked: it would end what is open', async () => {
    const { local, devices, audible } = createRig({
      permission: 'prompt',
      environment: { singleCapture: true },
    });
    devices.singleCapture = 'ends-older';
    const aborter = new AbortController();
    const given = expect(local.microphone.enable({ signal: aborter.signal })).rejects.toMatchObject({
      code: 'aborted',
    });
    await new Promise(setImmediate);
    const { prompts } = devices.permissions;
    expect(prompts).toHaveLength(1);
    aborter.abort();
    await given;
    devices.permissions.set('granted');
    const enabled = local.microphone.enable();
    await new Promise(setImmediate);
    prompts[0]?.allow();
    await enabled;
    await new Promise(setImmediate);
    expect(audible('microphone')).toBe(true);
    expect(devices.open).toEqual(['mic-1']);
  });

  test('a camera that is not there does not cost the microphone', async () => {
    const { local, devices, audible } = createRig({ devices: [{ kind: 'audioinput', deviceId: 'mic-1' }] });
    const camera = expect(local.camera.enable()).rejects.toMatchObject({
      code: 'device-not-found',
      name: 'NotFoundError',
    });
    await local.microphone.enable();
    await camera;
    expect(devices.calls).toHaveLength(3);
    expect(audible('microphone')).toBe(true);
    expect(local.camera.state).toMatchObject({
      enabled: true,
      capture: { status: 'failed', reason: 'device-not-found' },
    });
  });

  test('a denied permission is a status with that reason, and a retry works', async () => {
    const { local, devices, outgoing } = createRig({ permission: 'denied' });
    await expect(local.camera.enable()).rejects.toMatchObject({
      code: 'permission-denied',
      name: 'NotAllowedError',
    });
    expect(local.camera.state.capture).toMatchObject({ status: 'failed', reason: 'permission-denied' });
    expect(outgoing()).toEqual([]);
    devices.permissions.set('granted');
    await local.camera.enable();
    expect(local.camera.state.capture).toEqual({ status: 'live' });
  });

  test('a device in use, and one that gives up', async () => {
    const { local, devices } = createRig();
    devices.setFault('mic-1', 'busy');
    await expect(local.microphone.enable()).rejects.toMatchObject({ code: 'device-in-use' });
    devices.setFault('mic-1', 'aborted');
    await expect(local.microphone.enable()).rejects.toMatchObject({
      code: 'capture-aborted',
      name: 'AbortError',
    });
    expect(local.microphone.state.capture).toMatchObject({ status: 'failed', reason: 'unknown' });
  });

  test('an insecure page and a browser without devices say so', async () => {
    const insecure = createRig({ secureContext: false });
    await expect(insecure.local.microphone.enable()).rejects.toMatchObject({
      code: 'insecure-context',
      message: 'The microphone needs a secure page. Open it by https or on localhost.',
    });
    const poor = createRig({ environment: { mediaDevices: undefined } });
    await expect(poor.local.camera.enable()).rejects.toMatchObject({ code: 'not-supported' });
    expect(poor.local.camera.state.capture).toMatchObject({ status: 'failed', reason: 'not-supported' });
  });

  test('a prompt waits for the person', async () => {
    const { local, devices, clock } = createRig({ permission: 'prompt' });
    const enabling = local.microphone.enable();
    await clock.advance(3_600_000);
    expect(local.microphone.state.capture).toEqual({ status: 'requesting' });
    devices.permissions.prompts[0]?.allow();
    await enabling;
    expect(local.microphone.state.capture).toEqual({ status: 'live' });
  });

  test('a signal ends the wait; what is allowed later is stopped at once', async () => {
    const { local, devices, tracks, settle } = createRig({ permission: 'prompt' });
    const controller = new AbortController();
    const outcome = expect(local.microphone.enable({ signal: controller.signal })).rejects.toMatchObject({
      code: 'aborted',
    });
    await settle();
    controller.abort();
    await outcome;
    expect(local.microphone.state).toMatchObject({ enabled: false, capture: { status: 'off' } });
    devices.permissions.prompts[0]?.allow();
    await settle();
    expect(tracks.all).toHaveLength(1);
    expect(tracks.live).toEqual([]);
  });

  test('a signal that comes while it is being published undoes it all', async () => {
    const rig = createRig();
    rig.hold('sync');
    const controller = new AbortController();
    const outcome = expect(rig.local.camera.enable({ signal: controller.signal })).rejects.toMatchObject({
      code: 'aborted',
    });
    await rig.settle();
    controller.abort();
    await outcome;
    rig.held.forEach((call) => {
      call.resolve();
    });
    await rig.settle();
    rig.held.at(-1)?.resolve();
    await rig.settle();
    expect(rig.tracks.live).toEqual([]);
    expect(rig.sent('camera')).toBeUndefined();
    expect(rig.local.camera.state).toMatchObject({ enabled: false, capture: { status: 'off' } });
  });

  test('a signal that is aborted already opens nothing', async () => {
    const { local, devices } = createRig();
    await expect(local.microphone.enable({ signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
    });
    expect(devices.calls).toEqual([]);
    expect(local.microphone.state.enabled).toBe(false);
  });

  test('of two in one prompt one may give up', async () => {
    const { local, devices, settle, audible } = createRig({ permission: 'prompt' });
    const controller = new AbortController();
    const camera = expect(local.camera.enable({ signal: controller.signal })).rejects.toMatchObject({
      code: 'aborted',
    });
    const microphone = local.microphone.enable();
    await settle();
    controller.abort();
    await camera;
    devices.permissions.prompts[0]?.allow();
    await microphone;
    expect(devices.open).toEqual(['mic-1']);
    expect(audible('microphone')).toBe(true);
  });

  test.each(['disable', 'release', 'dispose'] as const)('%s during a prompt ends it', async (way) => {
    const { local, devices, tracks, settle, leaks } = createRig({ permission: 'prompt' });
    const outcome = expect(local.microphone.enable()).rejects.toMatchObject({ code: 'aborted' });
    await settle();
    if (way === 'disable') await local.microphone.disable();
    else local[way]();
    await outcome;
    expect(local.microphone.state).toMatchObject({ enabled: false, capture: { status: 'off' } });
    devices.permissions.prompts[0]?.allow();
    await settle();
    expect(tracks.live).toEqual([]);
    expect(leaks()).toEqual(noLeaks);
    expect(local.microphone.state.capture).toEqual({ status: 'off' });
  });

  test('release lets go of everything at once and forgets intent; dispose refuses what comes later', async () => {
    const { local, tracks, sent, outgoing } = createRig();
    await Promise.all([
      local.microphone.enable(),
      local.camera.enable(),
      local.screen.enable({ audio: true }),
    ]);
    await local.microphone.mute();
    local.release();
    expect(tracks.live).toEqual([]);
    expect(outgoing()).toEqual([]);
    expect(local.microphone.state).toMatchObject({ enabled: false, muted: false });
    await local.microphone.enable();
    expect(sent('microphone')).toMatchObject({ muted: false });
    local.dispose();
    local.dispose();
    expect(tracks.live).toEqual([]);
    for (const command of ['enable', 'mute', 'unmute', 'disable'] as const) {
      await expect(local.microphone[command]()).rejects.toMatchObject({ code: 'invalid-state' });
    }
  });

  test('a mute that is under way when everything is released ends quietly', async () => {
    const rig = createRig();
    await rig.local.camera.enable();
    rig.hold('muted');
    const muting = rig.local.camera.mute();
    await rig.settle();
    rig.local.release();
    await muting;
    rig.held[0]?.resolve();
    await rig.settle();
    expect(rig.local.camera.state.capture).toEqual({ status: 'off' });
  });
});
