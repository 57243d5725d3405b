import { expect, test } from 'vitest';
import { structuralSimilarity } from '../pages/picture/structural-similarity.ts';
import { median } from '../lab/median.ts';

const size = { width: 64, height: 64 };
const picture = (of: (x: number, y: number) => number): Uint8ClampedArray =>
  Uint8ClampedArray.from({ length: 64 * 64 }, (_, index) => of(index % 64, Math.floor(index / 64)));
const checks = picture((x, y) => (((x >> 2) + (y >> 2)) % 2) * 200);

test('a picture is like itself, and not like another one', () => {
  expect(structuralSimilarity(checks, checks, size)).toBeCloseTo(1, 5);
  const moved = picture((x, y) => ((((x + 4) >> 2) + (y >> 2)) % 2) * 200);
  expect(structuralSimilarity(checks, moved, size)).toBeLessThan(0);
});

test('detail that is lost costs more than light that has changed', () => {
  const lighter = picture((x, y) => (((x >> 2) + (y >> 2)) % 2) * 200 + 10);
  const grey = picture(() => 100);
  expect(structuralSimilarity(checks, lighter, size)).toBeGreaterThan(0.95);
  expect(structuralSimilarity(checks, grey, size)).toBeLessThan(0.1);
});

test('the median is the middle one', () => {
  expect(median([5, 1, 9])).toBe(5);
  expect(median([])).toBeNaN();
});
