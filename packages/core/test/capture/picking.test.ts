import { describe, expect, test } from 'vitest';
import { noLeaks } from '../../src/testing/leak-report.ts';
import { createRig } from './rig.ts';

describe('one picker at a time', () => {
  test('a second click while the picker is open waits for that one, and hears what became of it', async () => {
    const { local, devices } = createRig();
    devices.picker.answer = 'hold';
    const clicks = [local.screen.enable(), local.screen.enable()];
    devices.picker.open[0]?.cancel();
    expect((await Promise.allSettled(clicks)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(devices.picker.calls).toHaveLength(1);
  });

  test('one of two who give up does not cost the other the share', async () => {
    const { local, devices, audible } = createRig();
    devices.picker.answer = 'hold';
    const controller = new AbortController();
    const given = local.screen.enable({ signal: controller.signal });
    const kept = local.screen.enable();
    controller.abort();
    await expect(given).rejects.toMatchObject({ code: 'aborted' });
    devices.picker.open[0]?.choose();
    await kept;
    expect(audible('screen')).toBe(true);
  });

  test('a page cannot close a picker: what is asked for after giving up takes what is picked there', async () => {
    const { local, devices, audible } = createRig();
    devices.picker.answer = 'hold';
    const first = expect(local.screen.enable()).rejects.toMatchObject({ code: 'aborted' });
    await local.screen.disable();
    await first;
    const second = local.screen.enable();
    devices.picker.open[0]?.choose();
    await second;
    expect(devices.picker.calls).toHaveLength(1);
    expect(audible('screen')).toBe(true);
  });
});

describe('a share that is picked', () => {
  test('muted while the picker is open and then cancelled: the others never see a share', async () => {
    const { local, devices, sent, settle, log } = createRig();
    devices.picker.answer = 'hold';
    const sharing = local.screen.enable().catch(() => undefined);
    const muting = local.screen.mute();
    await local.camera.enable();
    expect(sent('screen')).toBeUndefined();
    devices.picker.open[0]?.cancel();
    await Promise.all([sharing, muting]);
    await settle();
    expect(sent('screen')).toBeUndefined();
    expect(log.filter((entry) => entry.startsWith('sync'))).toEqual(['sync camera']);
  });

  test('with sound, muted and let go, and picked anew: the first sound ends', async () => {
    const { local, tracks, leaks, endLegs } = createRig();
    await local.screen.enable({ audio: true });
    await local.screen.mute({ release: true });
    await local.screen.unmute().catch(() => undefined);
    await local.screen.enable({ audio: true });
    const sounds = tracks.live.filter(({ kind, clonedFrom }) => kind === 'audio' && !clonedFrom);
    expect(sounds).toHaveLength(1);
    await local.screen.disable();
    local.dispose();
    endLegs();
    expect(leaks()).toEqual(noLeaks);
  });

  test('given up in any of the moments in which it is picked: nothing stays open', async () => {
    for (let turns = 0; turns < 16; turns += 1) {
      const { local, settle, tracks } = createRig();
      const controller = new AbortController();
      const sharing = local.screen
        .enable({ audio: true, signal: controller.signal })
        .then(() => 'shared')
        .catch(() => 'given up');
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      controller.abort();
      const outcome = await sharing;
      await settle();
      if (outcome === 'given up') expect([turns, tracks.live]).toEqual([turns, []]);
    }
  });
});
