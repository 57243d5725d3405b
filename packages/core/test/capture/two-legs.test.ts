import { describe, expect, test } from 'vitest';
import { FakeMediaStreamTrack } from '../../src/testing/fake-track.ts';
import { noLeaks } from '../../src/testing/leak-report.ts';
import { createRig } from './rig.ts';
import type { StubLeg } from './stub-leg.ts';

function emits(leg: StubLeg, source: 'microphone' | 'screen-audio'): boolean {
  const track = leg.sent.get(source)?.track;
  return track instanceof FakeMediaStreamTrack && track.emits;
}

describe('two vendors at once, of different habits', () => {
  test('are fed from the same captures, each as it can take them', async () => {
    const rig = createRig();
    const mixing = rig.addLeg({ screenAudio: 'mixed' });
    await rig.local.microphone.enable();
    await rig.local.screen.enable({ audio: true });
    expect(rig.devices.calls).toHaveLength(1);
    expect([...mixing.sent.keys()]).toEqual(['microphone', 'screen']);
    expect(rig.sent('screen-audio')).toMatchObject({ muted: false });
    expect(mixing.sent.get('microphone')?.track).not.toBe(rig.sent('microphone')?.track);
    expect([rig.audible('microphone'), emits(mixing, 'microphone')]).toEqual([true, true]);
  });

  test('are both silent in the same instant, and told each in its own words', async () => {
    const rig = createRig();
    const mixing = rig.addLeg({ screenAudio: 'mixed' });
    const relaying = rig.addLeg({ audioRelayNeeded: true });
    await rig.local.microphone.enable();
    await rig.local.screen.enable({ audio: true });
    const muting = [rig.local.microphone.mute(), rig.local.screenAudio.mute()];
    expect([rig.audible('microphone'), emits(mixing, 'microphone'), emits(relaying, 'microphone')]).toEqual([
      false,
      false,
      false,
    ]);
    await Promise.all(muting);
    expect(mixing.sent.get('microphone')).toMatchObject({ muted: true });
    expect(rig.sent('screen-audio')).toMatchObject({ muted: true });
  });

  test('one that lacks a source is not asked for it', async () => {
    const rig = createRig();
    const poor = rig.addLeg({ sources: ['microphone'] });
    await Promise.all([rig.local.microphone.enable(), rig.local.camera.enable()]);
    expect([...poor.sent.keys()]).toEqual(['microphone']);
    expect(rig.audible('camera')).toBe(true);
  });

  test('one that comes later publishes what there is, and one that ends takes nothing with it', async () => {
    const rig = createRig();
    await rig.local.microphone.enable();
    const later = rig.addLeg({ screenAudio: 'mixed' });
    await later.publisher.publish();
    expect(emits(later, 'microphone')).toBe(true);
    later.end();
    expect(rig.audible('microphone')).toBe(true);
    await rig.local.microphone.setDevice('mic-2');
    expect(rig.audible('microphone')).toBe(true);
    rig.local.dispose();
    rig.endLegs();
    expect(rig.leaks()).toEqual(noLeaks);
  });
});
