import { describe, expect, it } from 'vitest';
import type { SourceKind } from '../../src/model/source-kind.ts';
import { createGaps } from '../../src/switching/gaps.ts';
import { createFakeClock, FakeVideoView } from '../../src/testing.ts';

const camera = { participantId: 'zoe', source: 'camera' } as const;
const microphone = { participantId: 'zoe', source: 'microphone' } as const;
const nothing = (): void => undefined;

/** The measuring of what Zoe sends, of which frames are expected and which one element shows. */
function createRig() {
  const clock = createFakeClock();
  const view = new FakeVideoView();
  const shown = { view: view as FakeVideoView | undefined, expected: true };
  const gaps = createGaps({
    clock,
    remote: { viewOf: () => shown.view },
    isExpected: () => shown.expected,
  });
  async function frameAfter(ms: number): Promise<void> {
    await clock.advance(ms);
    view.showFrame();
  }
  const gapOf = (source: SourceKind) => gaps.read().find((each) => each.source === source)?.gapMs;
  return { clock, view, shown, gaps, frameAfter, gapOf };
}

describe('the gap of a picture', () => {
  it('is the longest time between frames, from the last one before the change until a second after it', async () => {
    const { gaps, clock, frameAfter, gapOf } = createRig();
    gaps.expect(camera);
    await frameAfter(700);
    await clock.advance(30);
    gaps.measure(camera, false, nothing);
    await frameAfter(40);
    expect(gapOf('camera')).toBe(70);
    await frameAfter(50);
    expect(gapOf('camera')).toBe(70);
    // The last one that counts begins a second after the change.
    await frameAfter(910);
    expect(gapOf('camera')).toBe(910);
    await frameAfter(950);
    expect(gapOf('camera')).toBe(950);
    await clock.advance(5_000);
    expect(gapOf('camera')).toBe(950);
    await frameAfter(1);
    expect(gaps.end()).toEqual([{ ...camera, gapMs: 950 }]);
  });

  it('is counted from its beginning where nobody had looked before, and anew with each change', async () => {
    const { gaps, frameAfter, gapOf } = createRig();
    gaps.measure(camera, false, nothing);
    await frameAfter(300);
    expect(gapOf('camera')).toBe(300);
    gaps.measure(camera, false, nothing);
    expect(gapOf('camera')).toBeUndefined();
    await frameAfter(60);
    expect(gapOf('camera')).toBe(60);
  });

  it('is the time for which it stands, where that is longer and frames are expected in the same element', async () => {
    const { gaps, clock, frameAfter, gapOf, shown } = createRig();
    gaps.measure(camera, false, nothing);
    await frameAfter(100);
    await clock.advance(90);
    expect(gapOf('camera')).toBe(100);
    await clock.advance(310);
    expect(gapOf('camera')).toBe(400);
    shown.expected = false;
    expect(gapOf('camera')).toBe(100);
    shown.expected = true;
    shown.view = new FakeVideoView();
    expect(gapOf('camera')).toBe(100);
    // Of another element no change over was noted.
    gaps.expect(camera);
    await clock.advance(700);
    expect(gapOf('camera')).toBe(100);
    expect(gaps.end()).toEqual([{ ...camera, gapMs: 100 }]);
  });

  it('is the time for which it stands after a last frame a second after the change, and after no later one', async () => {
    const { gaps, clock, frameAfter, gapOf } = createRig();
    gaps.measure(camera, false, nothing);
    for (let frame = 0; frame < 4; frame += 1) await frameAfter(250);
    await clock.advance(400);
    expect(gapOf('camera')).toBe(400);
    expect(gaps.end()).toEqual([{ ...camera, gapMs: 400 }]);
  });

  it('is unknown where nobody looks', async () => {
    const { gaps, clock, shown } = createRig();
    shown.view = undefined;
    gaps.measure(camera, false, nothing);
    await clock.advance(500);
    expect(gaps.end()).toEqual([{ ...camera, gapMs: undefined }]);
  });

  it('is noted in the element of now, once, and in none when the measuring is over', () => {
    const { gaps, view, shown } = createRig();
    gaps.expect(microphone);
    expect(view.frameCallbackCount).toBe(0);
    gaps.expect(camera);
    gaps.expect(camera);
    expect(view.frameCallbackCount).toBe(1);
    const another = new FakeVideoView();
    shown.view = another;
    gaps.expect(camera);
    expect([view.frameCallbackCount, another.frameCallbackCount]).toEqual([0, 1]);
    shown.view = undefined;
    gaps.expect(camera);
    expect(another.frameCallbackCount).toBe(0);
    shown.view = view;
    gaps.expect(camera);
    gaps.end();
    expect(view.frameCallbackCount).toBe(0);
  });
});

describe('the gap of a sound', () => {
  it('is what the change takes where it plays unheard before, and lasts until it plays otherwise', async () => {
    const { gaps, clock } = createRig();
    const screen = { participantId: 'zoe', source: 'screen-audio' } as const;
    gaps.measure(microphone, true, nothing);
    gaps.measure(screen, false, nothing);
    await clock.advance(120);
    gaps.played(microphone);
    expect(gaps.read()).toEqual([
      { ...microphone, gapMs: 0 },
      { ...screen, gapMs: undefined },
    ]);
    gaps.played(screen);
    await clock.advance(500);
    gaps.played(screen);
    expect(gaps.end()).toEqual([
      { ...microphone, gapMs: 0 },
      { ...screen, gapMs: 120 },
    ]);
  });

  it('is not told of who has not changed over, and is none of a picture', async () => {
    const { gaps, clock, shown } = createRig();
    shown.view = undefined;
    gaps.played(microphone);
    expect(gaps.read()).toEqual([]);
    gaps.measure(camera, false, nothing);
    await clock.advance(100);
    gaps.played(camera);
    expect(gaps.read()).toEqual([{ ...camera, gapMs: undefined }]);
  });

  it('is each one’s own', async () => {
    const { gaps, clock } = createRig();
    const ann = { ...microphone, participantId: 'ann' };
    gaps.measure(microphone, false, nothing);
    gaps.measure(ann, false, nothing);
    await clock.advance(80);
    gaps.played(ann);
    await clock.advance(80);
    gaps.played(microphone);
    expect(gaps.read().map(({ participantId, gapMs }) => [participantId, gapMs])).toEqual([
      ['zoe', 160],
      ['ann', 80],
    ]);
  });
});
