import { expect, it } from 'vitest';
import { createFrameLoad } from '../src/processors/frame-load.ts';

const bounds = { limitMs: 100, warmUpMs: 1000, windowMs: 2000 };

/** What is judged of frames that each take so long, one after the other. */
function judge(frames: readonly number[]): boolean[] {
  const load = createFrameLoad(bounds);
  let now = 0;
  return frames.map((took) => load((now += took), took).slow);
}

it('says slow once a whole window was over the limit on the average, and not before', () => {
  const slow = judge(Array.from({ length: 20 }, () => 200));
  expect(slow.indexOf(true)).toBe(14);
});

it('never says slow of frames that are in time', () => {
  expect(judge(Array.from({ length: 200 }, () => 40))).not.toContain(true);
});

it('takes no notice of a slow start, or of one long frame', () => {
  const frames = [
    900,
    ...Array.from({ length: 100 }, () => 40),
    500,
    ...Array.from({ length: 100 }, () => 40),
  ];
  expect(judge(frames)).not.toContain(true);
});

it('tells the average of the last window', () => {
  const load = createFrameLoad({ ...bounds, warmUpMs: 0 });
  load(100, 10);
  expect(load(200, 20).averageMs).toBe(15);
  expect(load(5000, 30).averageMs).toBe(30);
});
