import { describe, expect, it } from 'vitest';
import { noLeaks } from '../../src/testing.ts';
import { createSwitchRig, type SwitchRig, type Vendor, type VendorHabits } from './rig.ts';

/** A call with Zoe in it, who is at the other vendor as soon as there is a connection to it. */
async function createCall(habits: { readonly one?: VendorHabits; readonly other?: VendorHabits } = {}) {
  const rig = await createSwitchRig(habits);
  rig.one.comes('zoe', 'microphone', 'camera');
  await rig.pass(100);
  const comes = async (): Promise<void> => {
    await rig.pass(50);
    rig.other.comes('zoe', 'microphone', 'camera');
  };
  return { ...rig, comes };
}
const audible = ({ elements }: SwitchRig): number => elements.liveAudio.filter((each) => each.audible).length;

describe('a sound that changes over', () => {
  it('is played unheard before, is heard once at every instant, and has no gap', async () => {
    const rig = await createCall();
    const { other, rendered, elements, comes } = rig;
    const before = elements.liveAudio[0];
    const outcome = rig.begin();
    await comes();
    while (!outcome.result) {
      await rig.pass(50);
      expect(audible(rig)).toBe(1);
    }
    // What had been played unheard was taken over.
    expect(elements.liveAudio).toHaveLength(1);
    expect(elements.liveAudio).not.toContain(before);
    expect(rendered('zoe', 'microphone')).toBe(other.given.get('zoe/microphone'));
    const gap = { participantId: rig.idOf('zoe'), source: 'microphone', gapMs: 0 };
    expect(outcome.result.gaps).toContainEqual(gap);
  });

  it('waits for the other one to play, a second at most', async () => {
    const { one, other, rendered, elements, pass, begin, comes } = await createCall();
    elements.playbackBlocked = true;
    begin();
    await comes();
    await pass(1_400);
    expect(rendered('zoe', 'microphone')).toBe(one.given.get('zoe/microphone'));
    await pass(300);
    expect(rendered('zoe', 'microphone')).toBe(other.given.get('zoe/microphone'));
  });

  it('has the gap after which it plays where it cannot be played before', async () => {
    const rig = await createCall({ other: { able: { remoteAudio: 'one-mix' } } });
    const { other, rendered, elements, session, comes, pass } = rig;
    const outcome = rig.begin();
    await comes();
    elements.playbackBlocked = true;
    await pass(400);
    while (rendered('zoe', 'microphone') !== other.given.get('zoe/microphone')) await pass(50);
    await pass(250);
    elements.gesture();
    await session.playback.resume();
    await pass(2_500);
    expect(outcome.result?.gaps).toContainEqual({
      participantId: rig.idOf('zoe'),
      source: 'microphone',
      gapMs: 250,
    });
  });
});

describe('a picture', () => {
  it('changes over where it is looked at, and is not waited for where it is not', async () => {
    for (const looked of [true, false]) {
      const { one, other, rendered, looks, pass, begin, comes, idOf } = await createCall();
      if (looked) looks('zoe', 'camera');
      await pass(200);
      expect(rendered('zoe', 'camera')).toBe(looked ? one.given.get('zoe/camera') : undefined);
      const outcome = begin();
      await comes();
      await pass(3_000);
      expect(outcome.error).toBeUndefined();
      expect(rendered('zoe', 'camera')).toBe(looked ? other.given.get('zoe/camera') : undefined);
      const gap = { participantId: idOf('zoe'), source: 'camera', gapMs: 50 };
      const gaps = outcome.result?.gaps.filter(({ source }) => source === 'camera');
      expect(gaps).toEqual(looked ? [gap] : [{ ...gap, gapMs: undefined }]);
    }
  });

  it('is not waited for while nothing comes of it, and only then', async () => {
    const { one, other, rendered, looks, pass, begin, comes } = await createCall();
    looks('zoe', 'camera');
    await pass(200);
    other.held.add('zoe/camera');
    const outcome = begin();
    await comes();
    await pass(4_000);
    expect([outcome.result, rendered('zoe', 'camera')]).toEqual([undefined, one.given.get('zoe/camera')]);
    expect(rendered('zoe', 'microphone')).toBe(other.given.get('zoe/microphone'));
    other.give('zoe', 'camera');
    await pass(3_000);
    expect([outcome.result?.to, rendered('zoe', 'camera')]).toEqual(['other', other.given.get('zoe/camera')]);
  });
});

describe('the gap of a picture that stands', () => {
  it('is the time until the end of the switch, and none where it is muted', async () => {
    for (const muted of [false, true]) {
      const { one, other, looks, pass, begin, comes, clock } = await createCall();
      looks('zoe', 'camera');
      await pass(200);
      const mute = ({ sink }: Vendor, name: string): void => {
        if (muted) sink().sourceMuted({ remoteId: `zoe at ${name}`, source: 'camera', muted });
      };
      mute(one, 'one');
      const outcome = begin();
      await comes();
      mute(other, 'other');
      // No frame comes over either from here on.
      await clock.advance(4_000);
      const gap = outcome.result?.gaps.find(({ source }) => source === 'camera');
      expect([muted, (gap?.gapMs ?? 0) > 2_000]).toEqual([muted, !muted]);
    }
  });
});

describe('the next vendor', () => {
  it('is not waited for of what is over its limit', async () => {
    const limits = { subscriptions: 1 };
    const { one, other, rendered, pass, begin, comes } = await createCall({ other: { limits } });
    one.comes('yan', 'microphone');
    const outcome = begin();
    await comes();
    other.comes('yan', 'microphone');
    await pass(3_000);
    expect([outcome.error, outcome.result?.to]).toEqual([undefined, 'other']);
    expect([rendered('zoe', 'microphone'), rendered('yan', 'microphone')]).toEqual([
      other.given.get('zoe/microphone'),
      undefined,
    ]);
  });

  it('gives back what it was to render while it is not connected', async () => {
    const { one, other, rendered, pass, begin, comes } = await createCall();
    one.comes('yan', 'microphone');
    begin();
    await comes();
    await pass(1_000);
    const voice = rendered('zoe', 'microphone');
    expect(voice).toBe(other.given.get('zoe/microphone'));
    other.sink().connectionInterrupted({});
    await pass(700);
    expect(rendered('zoe', 'microphone')).toBe(one.given.get('zoe/microphone'));
    other.isBack();
    await pass(1_500);
    expect(rendered('zoe', 'microphone')).toBe(voice);
  });
});

describe('of two vendors that a session stays with', () => {
  it('each source is asked of the one alone that renders it, and of the other as soon as that one is not connected', async () => {
    const { one, other, pass, begin, rendered } = await createSwitchRig();
    one.comes('zoe', 'microphone');
    await pass(100);
    const outcome = begin({ until: 'never' });
    await pass(50);
    other.comes('zoe', 'microphone');
    await pass(1_000);
    expect(outcome.result).toMatchObject({ from: 'one', to: 'other' });
    await pass(200);
    expect([one.asks.at(-1), other.asks.at(-1)]).toEqual(['zoe:', 'zoe: microphone']);
    other.sink().connectionInterrupted({});
    await pass(200);
    expect(one.asks.at(-1)).toBe('zoe: microphone');
    // Back before anything has come over the other one.
    other.isBack();
    await pass(200);
    expect(one.asks.at(-1)).toBe('zoe:');
    other.sink().connectionInterrupted({});
    await pass(1_200);
    expect(rendered('zoe', 'microphone')).toBe(one.given.get('zoe/microphone'));
    other.isBack();
    await pass(2_000);
    expect(rendered('zoe', 'microphone')).toBe(other.given.get('zoe/microphone'));
    expect([one.asks.at(-1), other.asks.at(-1)]).toEqual(['zoe:', 'zoe: microphone']);
  });

  it('nothing is left, nor measured, when the call ends', async () => {
    const { session, looks, pass, begin, comes, leaks, clock } = await createCall();
    looks('zoe', 'camera');
    begin({ until: 'never' });
    await comes();
    await pass(1_500);
    await session.leave();
    await clock.settle();
    await session.dispose();
    await pass(3_000);
    expect(leaks()).toEqual(noLeaks);
  });
});
