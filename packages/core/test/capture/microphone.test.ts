import { FakeMediaStreamTrack } from '../../src/testing/fake-track.ts';
import { describe, expect, test } from 'vitest';
import { createRig } from './rig.ts';

describe('microphone', () => {
  test('enable opens the device, publishes it, and it is heard', async () => {
    const { local, devices, audible, log } = createRig();
    await local.microphone.enable();
    expect(devices.calls).toEqual([
      { audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true } },
    ]);
    expect(log).toEqual(['microphone requesting', 'microphone live', 'sync microphone']);
    expect(audible('microphone')).toBe(true);
    expect(local.microphone.state).toMatchObject({
      enabled: true,
      muted: false,
      capture: { status: 'live' },
      deviceId: undefined,
      deviceLabel: 'Built-in microphone',
    });
  });

  test('the vendor never gets the raw track', async () => {
    const { local, sentTrack } = createRig();
    await local.microphone.enable();
    expect(sentTrack('microphone')).not.toBe(local.microphone.state.track);
    expect(sentTrack('microphone').clonedFrom).toBe(local.microphone.state.track);
  });

  test('mute is silent before it returns, keeps the device and the publication', async () => {
    const { local, audible, sent, devices } = createRig();
    await local.microphone.enable();
    const muting = local.microphone.mute();
    expect(audible('microphone')).toBe(false);
    expect(local.microphone.state.muted).toBe(true);
    await muting;
    expect(sent('microphone')).toMatchObject({ muted: true });
    expect(devices.open).toEqual(['mic-1']);
    expect(local.microphone.state).toMatchObject({ mutedBy: 'self', capture: { status: 'live' } });
  });

  test('stays silent while muted whatever the vendor writes or clones, and counts it', async () => {
    const { local, sentTrack, contained } = createRig();
    await local.microphone.enable();
    const before = sentTrack('microphone').clone();
    await local.microphone.mute();
    const track = sentTrack('microphone');
    const after = track.clone();
    for (const one of [track, before, after]) one.enabled = true;
    expect([track, before, after].map(({ emits }) => emits)).toEqual([false, false, false]);
    expect(contained).toEqual(['gate-write', 'gate-write', 'gate-write']);
  });

  test('unmute tells the vendor first and opens the gate last', async () => {
    const rig = createRig();
    await rig.local.microphone.enable();
    await rig.local.microphone.mute();
    rig.hold('muted microphone false');
    const unmuting = rig.local.microphone.unmute();
    await rig.settle();
    // The vendor acts on what it is told: that is in order, and yet nothing passes.
    rig.sentTrack('microphone').enabled = true;
    expect(rig.contained).toEqual([]);
    expect(rig.audible('microphone')).toBe(false);
    expect(rig.local.microphone.state.muted).toBe(true);
    rig.held[0]?.resolve();
    await unmuting;
    expect(rig.audible('microphone')).toBe(true);
    expect(rig.local.microphone.state).toMatchObject({ muted: false, mutedBy: undefined });
  });

  test('a mute in the middle of an unmute wins, and the unmute rejects', async () => {
    const rig = createRig();
    await rig.local.microphone.enable();
    await rig.local.microphone.mute();
    rig.hold('muted microphone false');
    const unmuting = rig.local.microphone.unmute();
    const outcome = expect(unmuting).rejects.toMatchObject({ code: 'aborted' });
    await rig.settle();
    const muting = rig.local.microphone.mute();
    await outcome;
    rig.held[0]?.resolve();
    await muting;
    expect(rig.audible('microphone')).toBe(false);
    expect(rig.sent('microphone')).toMatchObject({ muted: true });
    expect(rig.local.microphone.state.muted).toBe(true);
  });

  test('an unmute that the vendor refuses leaves it muted and silent', async () => {
    const rig = createRig();
    await rig.local.microphone.enable();
    await rig.local.microphone.mute();
    rig.failing = 'muted';
    await expect(rig.local.microphone.unmute()).rejects.toMatchObject({ code: 'publish-failed' });
    rig.sentTrack('microphone').enabled = true;
    expect(rig.audible('microphone')).toBe(false);
    expect(rig.local.microphone.state.muted).toBe(true);
    expect(rig.contained).toEqual(['gate-write']);
    rig.failing = undefined;
    await rig.local.microphone.unmute();
    expect(rig.audible('microphone')).toBe(true);
  });

  test('a mute that the vendor refuses is silent all the same', async () => {
    const rig = createRig();
    await rig.local.microphone.enable();
    rig.failing = 'muted';
    await expect(rig.local.microphone.mute({ release: true })).rejects.toMatchObject({
      code: 'publish-failed',
    });
    expect(rig.tracks.emitting).toEqual([]);
    expect(rig.devices.open).toEqual([]);
  });

  test('commands are idempotent', async () => {
    const { local, devices, log } = createRig();
    await Promise.all([local.microphone.enable(), local.microphone.enable()]);
    await Promise.all([local.microphone.mute(), local.microphone.mute()]);
    await Promise.all([local.microphone.unmute(), local.microphone.unmute()]);
    await local.microphone.unmute();
    await Promise.all([local.microphone.disable(), local.microphone.disable()]);
    await local.microphone.disable();
    expect(devices.calls).toHaveLength(1);
    expect(log).toEqual([
      'microphone requesting',
      'microphone live',
      'sync microphone',
      'muted microphone true',
      'muted microphone false',
      'sync microphone',
      'microphone off',
    ]);
  });

  test('of a burst of commands the last one holds', async () => {
    const { local, audible, sent } = createRig();
    await local.microphone.enable();
    const { microphone } = local;
    await Promise.allSettled([
      microphone.mute(),
      microphone.unmute(),
      microphone.mute(),
      microphone.unmute(),
    ]);
    expect(audible('microphone')).toBe(true);
    await Promise.allSettled([microphone.unmute(), microphone.mute()]);
    expect(audible('microphone')).toBe(false);
    await Promise.allSettled([microphone.disable(), microphone.enable(), microphone.unmute()]);
    expect(audible('microphone')).toBe(true);
    await Promise.allSettled([microphone.enable(), microphone.disable()]);
    expect(sent('microphone')).toBeUndefined();
  });

  test('mute before enable is remembered', async () => {
    const { local, audible, sent } = createRig();
    await local.microphone.mute();
    await local.microphone.enable();
    expect(audible('microphone')).toBe(false);
    expect(sent('microphone')).toMatchObject({ muted: true });
    await local.microphone.unmute();
    expect(audible('microphone')).toBe(true);
  });

  test('disable unpublishes before it lets go, silent at once', async () => {
    const rig = createRig();
    await rig.local.microphone.enable();
    rig.hold('sync');
    const disabling = rig.local.microphone.disable();
    expect(rig.tracks.emitting.filter(({ clonedFrom }) => clonedFrom)).toEqual([]);
    await rig.settle();
    expect(rig.devices.open).toEqual(['mic-1']);
    rig.held[0]?.resolve();
    await disabling;
    expect(rig.devices.open).toEqual([]);
    expect(rig.local.microphone.state).toMatchObject({
      enabled: false,
      capture: { status: 'off' },
      track: undefined,
    });
  });

  test('a disable during a disable waits for the same effect, and cuts nothing short', async () => {
    const rig = createRig();
    await rig.local.microphone.enable();
    rig.hold('sync');
    const first = rig.local.microphone.disable().then(() => rig.devices.open);
    await rig.settle();
    const second = rig.local.microphone.disable().then(() => rig.devices.open);
    await rig.settle();
    rig.held[0]?.resolve();
    expect(await Promise.all([first, second])).toEqual([[], []]);
  });

  test('disable lets go also when the vendor refuses, and warns', async () => {
    const rig = createRig();
    await rig.local.microphone.enable();
    rig.failing = 'sync';
    await rig.local.microphone.disable();
    expect(rig.devices.open).toEqual([]);
    expect(rig.warnings).toMatchObject([{ code: 'publish-failed' }]);
  });

  test('release after a time: the device is let go then, unless it is unmuted before', async () => {
    const { local, devices, clock } = createRig();
    await local.microphone.enable();
    await local.microphone.mute({ release: { afterMs: 5000 } });
    await clock.advance(4999);
    expect(devices.open).toEqual(['mic-1']);
    await clock.advance(1);
    expect(devices.open).toEqual([]);
    expect(local.microphone.state.capture).toEqual({ status: 'released' });
    await local.microphone.unmute();
    await local.microphone.mute({ release: { afterMs: 5000 } });
    await local.microphone.unmute();
    await clock.advance(5000);
    expect(devices.open).toEqual(['mic-1']);
    expect(clock.pending).toBe(0);
  });

  test('a failed publication rejects enable and keeps the intent; enable again publishes', async () => {
    const rig = createRig();
    rig.failing = 'sync';
    await expect(rig.local.microphone.enable()).rejects.toMatchObject({ code: 'publish-failed' });
    expect(rig.local.microphone.state).toMatchObject({ enabled: true, capture: { status: 'live' } });
    rig.failing = undefined;
    await rig.local.microphone.enable();
    expect(rig.audible('microphone')).toBe(true);
  });

  test('a vendor that stops its track gets another one', async () => {
    const { local, sentTrack, outgoing } = createRig();
    await local.microphone.enable();
    const first = sentTrack('microphone');
    expect(outgoing()[0]?.track).toBe(first);
    first.stop();
    const next = outgoing()[0]?.track;
    expect(next).not.toBe(first);
    expect(next?.readyState).toBe('live');
  });

  test('each leg has clones of its own; a leg that ends costs the other nothing', async () => {
    const rig = createRig();
    const two = rig.addLeg();
    await rig.local.microphone.enable();
    const one = rig.sentTrack('microphone');
    const other = two.sent.get('microphone')?.track;
    expect(other).toBeInstanceOf(FakeMediaStreamTrack);
    expect(other).not.toBe(one);
    two.end();
    expect(other?.readyState).toBe('ended');
    expect(one.emits).toBe(true);
  });

  test('a server mute is the intent: only the app unmutes', async () => {
    const { local, audible, settle, fromServer } = createRig();
    await local.microphone.enable();
    fromServer('microphone', 'muted');
    expect(audible('microphone')).toBe(false);
    await settle();
    await local.microphone.enable();
    expect(audible('microphone')).toBe(false);
    expect(local.microphone.state.mutedBy).toBe('server');
    await local.microphone.unmute();
    expect(audible('microphone')).toBe(true);
  });

  test('a publication that the server ended is not published again', async () => {
    const { local, devices, settle, outgoing, fromServer } = createRig();
    await local.microphone.enable();
    fromServer('microphone', 'unpublished');
    await settle();
    expect(outgoing()).toEqual([]);
    expect(local.microphone.state.enabled).toBe(false);
    expect(devices.open).toEqual([]);
  });

  test('without a call everything works on the device alone', async () => {
    const rig = createRig();
    rig.joined = false;
    await rig.local.microphone.enable();
    await rig.local.microphone.mute();
    expect(rig.outgoing()).toMatchObject([{ source: 'microphone', muted: true }]);
    await rig.local.microphone.unmute();
    expect(rig.outgoing()).toMatchObject([{ source: 'microphone', muted: false }]);
    await rig.local.microphone.disable();
    expect(rig.outgoing()).toEqual([]);
    expect(rig.tracks.live).toEqual([]);
  });
});

describe('the intent', () => {
  test('of a source that failed and is not wanted any more is forgotten with the call', async () => {
    const { local, devices, settle } = createRig({ media: { deviceLoss: 'unpublish' } });
    await local.microphone.enable();
    devices.unplug('mic-1');
    await settle();
    expect(local.microphone.state).toMatchObject({ enabled: false, capture: { status: 'failed' } });
    local.release();
    expect(local.microphone.state.capture).toEqual({ status: 'off' });
  });

  test('to send again is kept where another device was wished for at once and is not there', async () => {
    const rig = createRig();
    await rig.local.microphone.enable();
    rig.hold('replace');
    const change = rig.local.microphone.setDevice('mic-2').catch(() => undefined);
    await rig.settle();
    rig.devices.setFault('mic-2', 'busy');
    rig.devices.setFault('mic-1', 'busy');
    const letGo = rig.local.microphone.disable();
    const wish = expect(rig.local.microphone.enable({ deviceId: 'mic-1' })).rejects.toMatchObject({
      code: 'device-in-use',
    });
    for (let turn = 0; turn < 4; turn += 1) {
      await rig.settle();
      for (const call of rig.held.splice(0)) call.resolve();
    }
    await Promise.all([change, letGo, wish]);
    expect([rig.audible('microphone'), rig.devices.open]).toEqual([true, ['mic-2']]);
  });

  test('that came back before its device went keeps that device open', async () => {
    const rig = createRig();
    await rig.local.microphone.enable();
    rig.hold('mute');
    const muted = rig.local.microphone.mute();
    const letGo = rig.local.microphone.disable();
    const back = rig.local.microphone.enable();
    for (let turn = 0; turn < 4; turn += 1) {
      await rig.settle();
      for (const call of rig.held.splice(0)) call.resolve();
    }
    await Promise.allSettled([muted, letGo, back]);
    expect([rig.devices.open, rig.devices.calls.length]).toEqual([['mic-1'], 1]);
  });
});
