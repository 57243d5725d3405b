import { describe, expect, it } from 'vitest';
import { createWishes, type Wishes } from '../../src/leg/wishes.ts';
import type { ViewInterest } from '../../src/rendering/remote-media.ts';
import { createFakeClock } from '../../src/testing/fake-clock.ts';
import type { FakeClock } from '../../src/testing/fake-clock.ts';

const camera = { participantId: 'p1', source: 'camera' } as const;
const seen = (width = 320, height = 180): ViewInterest => ({
  attached: 1,
  visible: true,
  size: { width, height },
});
const hidden: ViewInterest = { attached: 1, visible: false, size: { width: 320, height: 180 } };
const nothing: ViewInterest = { attached: 0, visible: false, size: undefined };

function createRig(mode: 'auto' | 'manual' = 'auto'): {
  readonly wishes: Wishes;
  readonly clock: FakeClock;
  readonly changed: string[];
} {
  const clock = createFakeClock();
  const changed: string[] = [];
  const wishes = createWishes({
    clock,
    mode,
    changed: ({ participantId, source }) => changed.push(`${participantId} ${source}`),
    spoke: () => changed.push('spoke'),
  });
  return { wishes, clock, changed };
}

describe('a wish', () => {
  it('is for sound always, and for a picture while somebody looks at it', () => {
    const { wishes } = createRig();
    expect(wishes.refusal('p1', 'microphone', 1)).toBeUndefined();
    expect(wishes.refusal('p1', 'screen-audio', 1)).toBeUndefined();
    expect(wishes.refusal('p1', 'camera', 1)).toBe('not-wanted');
    wishes.setInterest(camera, hidden);
    expect(wishes.refusal('p1', 'camera', 1)).toBe('hidden');
    wishes.setInterest(camera, seen());
    expect([wishes.refusal('p1', 'camera', 1), wishes.refusal('p1', 'screen', 1)]).toEqual([
      undefined,
      'not-wanted',
    ]);
  });

  it('is what the app says where it decides by itself', () => {
    const { wishes } = createRig('manual');
    wishes.setInterest(camera, seen());
    expect([wishes.refusal('p1', 'camera', 1), wishes.refusal('p1', 'microphone', 1)]).toEqual([
      'manual',
      'manual',
    ]);
    wishes.setManual(camera, true);
    expect([wishes.refusal('p1', 'camera', 1), wishes.isManual('p1', 'camera')]).toEqual([undefined, true]);
    wishes.setManual(camera, false);
    expect(wishes.refusal('p1', 'camera', 1)).toBe('manual');
  });

  it('that changes in size alone is told once the size rests, and only for another layer', async () => {
    const { wishes, clock, changed } = createRig();
    wishes.setInterest(camera, seen(160, 90));
    expect(changed.splice(0)).toEqual(['p1 camera']);
    for (let step = 1; step <= 20; step += 1) {
      wishes.setInterest(camera, seen(160 + step * 16, 90 + step * 9));
      await clock.advance(16);
    }
    expect(changed).toEqual([]);
    await clock.advance(250);
    expect([changed.splice(0), wishes.sizeOf('p1', 'camera')]).toEqual([
      ['p1 camera'],
      { width: 640, height: 360 },
    ]);
    wishes.setInterest(camera, seen(500, 280));
    await clock.advance(1_000);
    expect(changed).toEqual([]);
  });

  it('that begins or ends is told at once, whatever its size does', () => {
    const { wishes, changed } = createRig();
    wishes.setInterest(camera, seen());
    wishes.setInterest(camera, hidden);
    wishes.setInterest(camera, nothing);
    expect(changed).toHaveLength(3);
  });

  it('knows who is seen, who spoke last, and nothing of whom it was told to forget', async () => {
    const { wishes, clock, changed } = createRig();
    wishes.setInterest(camera, seen());
    wishes.spoke('p2');
    wishes.spoke('p1');
    expect([wishes.isSeen('p1'), wishes.isSeen('p2'), wishes.isSeen('p3')]).toEqual([true, false, false]);
    expect(wishes.spokeAt('p1')).toBeGreaterThan(wishes.spokeAt('p2'));
    wishes.setInterest(camera, seen(1280, 720));
    changed.length = 0;
    wishes.forget('p1');
    await clock.advance(1_000);
    expect([changed, wishes.isSeen('p1'), wishes.spokeAt('p1'), clock.pending]).toEqual([[], false, 0, 0]);
  });

  it('asks for no larger size than the app says is enough, and for the shown one where that is smaller', () => {
    const { wishes, changed } = createRig();
    wishes.setInterest(camera, seen(1280, 720));
    wishes.setLargest(camera, { width: 320, height: 180 });
    expect(changed.splice(0)).toEqual(['p1 camera', 'p1 camera']);
    expect(wishes.sizeOf('p1', 'camera')).toEqual({ width: 320, height: 180 });
    wishes.setLargest(camera, { width: 1920, height: 1080 });
    expect(wishes.sizeOf('p1', 'camera')).toEqual({ width: 1280, height: 720 });
    wishes.setLargest(camera, undefined);
    expect(wishes.sizeOf('p1', 'camera')).toEqual({ width: 1280, height: 720 });
  });
});
