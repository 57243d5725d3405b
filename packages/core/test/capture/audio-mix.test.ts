import { describe, expect, test } from 'vitest';
import { FakeMediaStreamTrack } from '../../src/testing/fake-track.ts';
import { noLeaks } from '../../src/testing/leak-report.ts';
import { createRig } from './rig.ts';

describe('relay', () => {
  const relayed = { media: { adapterNeedsRelay: true } };

  test('the vendor gets what the relay gives, never the microphone', async () => {
    const { local, sentTrack, audible } = createRig(relayed);
    await local.microphone.enable();
    expect(sentTrack('microphone').source.origin).toBe('web-audio');
    expect(audible('microphone')).toBe(true);
  });

  test('a copy that the gate knows nothing of is silent while muted', async () => {
    const { local, sentTrack } = createRig(relayed);
    await local.microphone.enable();
    // As MediaStream.clone() or Web Audio in an SDK copy: past the accessors.
    const copy = FakeMediaStreamTrack.prototype.clone.call(sentTrack('microphone'));
    expect(copy.emits).toBe(true);
    const muting = local.microphone.mute();
    copy.enabled = true;
    expect(copy.emits).toBe(false);
    await muting;
    await local.microphone.unmute();
    expect(copy.emits).toBe(true);
  });

  test('another device comes under the same track', async () => {
    const { local, sentTrack, log } = createRig(relayed);
    await local.microphone.enable();
    const track = sentTrack('microphone');
    await local.microphone.setDevice('mic-2');
    expect(sentTrack('microphone')).toBe(track);
    expect(track.emits).toBe(true);
    expect(log.filter((entry) => entry.startsWith('replace'))).toEqual([]);
  });

  test('a vendor that acts on an unmute is in order', async () => {
    const rig = createRig(relayed);
    await rig.local.microphone.enable();
    await rig.local.microphone.mute();
    rig.hold('muted microphone false');
    const unmuting = rig.local.microphone.unmute();
    await rig.settle();
    rig.sentTrack('microphone').enabled = true;
    expect(rig.contained).toEqual([]);
    rig.held[0]?.resolve();
    await unmuting;
    expect(rig.audible('microphone')).toBe(true);
  });

  test('nothing is left of it', async () => {
    const { local, leaks, audioContexts } = createRig(relayed);
    await local.microphone.enable();
    await local.microphone.disable();
    await local.microphone.enable();
    local.release();
    await Promise.resolve();
    expect(audioContexts).toHaveLength(2);
    expect(leaks()).toEqual(noLeaks);
  });
});

describe('mixed screen sound', () => {
  const mixed = { media: { screenAudioMode: 'mixed' as const } };

  test('travels in the microphone; without it the microphone goes as it is', async () => {
    const { local, sent, sentTrack } = createRig(mixed);
    await local.microphone.enable();
    expect(sentTrack('microphone').source.origin).toBe('device');
    await local.screen.enable({ audio: true });
    expect(sentTrack('microphone').source.origin).toBe('web-audio');
    expect(sent('screen-audio')).toBeUndefined();
    await local.screen.disable();
    expect(sentTrack('microphone').source.origin).toBe('device');
    expect(sentTrack('microphone').emits).toBe(true);
  });

  test('muting the microphone does not cut the screen, and the other way round', async () => {
    const { local, sent, audible, tracks } = createRig(mixed);
    await local.microphone.enable();
    await local.screen.enable({ audio: true });
    const microphone = tracks.all.find(({ source }) => source.origin === 'device');
    await local.microphone.mute();
    expect(audible('microphone')).toBe(true);
    expect(sent('microphone')).toMatchObject({ muted: false });
    microphone?.source.end();
    expect(audible('microphone')).toBe(true);
    await local.screenAudio.mute();
    expect(audible('microphone')).toBe(false);
    expect(sent('microphone')).toMatchObject({ muted: true });
    await local.screenAudio.unmute();
    expect(audible('microphone')).toBe(true);
  });

  test('the muted microphone is not heard beside the screen', async () => {
    const { local, audioContexts } = createRig(mixed);
    await local.microphone.enable();
    await local.screen.enable({ audio: true });
    const loudness = (): number[] =>
      (audioContexts[0]?.nodes ?? []).filter((node) => 'gain' in node).map((node) => node.loudness);
    expect(loudness()).toEqual([0.5, 0.5]);
    const muting = local.microphone.mute();
    expect(loudness()).toEqual([0, 0.5]);
    await muting;
    const unmuting = local.microphone.unmute();
    expect(loudness()).toEqual([0, 0.5]);
    await unmuting;
    expect(loudness()).toEqual([0.5, 0.5]);
  });

  test('is published where there is no microphone', async () => {
    const { local, sent, audible } = createRig(mixed);
    await local.screen.enable({ audio: true });
    expect(audible('microphone')).toBe(true);
    expect(sent('microphone')).toMatchObject({ muted: false });
    await local.screen.disable();
    expect(sent('microphone')).toBeUndefined();
  });

  test('a server that mutes the publication mutes both', async () => {
    const { local, audible, settle, fromServer } = createRig(mixed);
    await local.microphone.enable();
    await local.screen.enable({ audio: true });
    fromServer('microphone', 'muted');
    expect(audible('microphone')).toBe(false);
    await settle();
    expect(local.screenAudio.state.mutedBy).toBe('server');
  });

  test('a server that ends the publication ends both', async () => {
    const { local, sent, settle, fromServer } = createRig(mixed);
    await local.microphone.enable();
    await local.screen.enable({ audio: true });
    fromServer('microphone', 'unpublished');
    await settle();
    expect(sent('microphone')).toBeUndefined();
    expect(local.screenAudio.state.enabled).toBe(false);
    expect(local.screen.state.enabled).toBe(true);
  });
});
