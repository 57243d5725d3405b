import { describe, expect, it } from 'vitest';
import { bestGrid } from '../src/layout/best-grid.ts';

const wide = { width: 1600, height: 900, gap: 10, narrowest: 4 / 3, widest: 16 / 9 };
const phone = { width: 390, height: 640, gap: 10, narrowest: 3 / 4, widest: 16 / 9 };

describe('bestGrid', () => {
  it.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 2],
    [5, 3],
    [6, 3],
    [9, 3],
  ])('lays %i out in %i columns on a wide screen', (count, columns) => {
    expect(bestGrid({ ...wide, count }).columns).toBe(columns);
  });

  it.each([
    [1, 1],
    [2, 1],
    [3, 1],
    [5, 2],
    [6, 2],
    [9, 2],
  ])('lays %i out in %i columns on a phone', (count, columns) => {
    expect(bestGrid({ ...phone, count }).columns).toBe(columns);
  });

  it('always fits in the space', () => {
    for (let count = 1; count <= 40; count += 1) {
      for (const space of [wide, phone, { ...wide, width: 37 }, { ...wide, height: 20 }]) {
        const { columns, rows, tileWidth, tileHeight } = bestGrid({ ...space, count });
        expect(columns * rows).toBeGreaterThanOrEqual(count);
        expect(columns * tileWidth + (columns - 1) * space.gap).toBeLessThanOrEqual(
          Math.max(space.width, (columns - 1) * space.gap),
        );
        expect(rows * tileHeight + (rows - 1) * space.gap).toBeLessThanOrEqual(
          Math.max(space.height, (rows - 1) * space.gap),
        );
      }
    }
  });

  it('keeps tiles within what is allowed', () => {
    for (let count = 1; count <= 12; count += 1) {
      const { tileWidth, tileHeight } = bestGrid({ ...wide, count });
      expect(tileWidth / tileHeight).toBeGreaterThan(4 / 3 - 0.02);
      expect(tileWidth / tileHeight).toBeLessThan(16 / 9 + 0.02);
    }
  });

  it('survives no space and nobody', () => {
    expect(bestGrid({ count: 0, width: 0, height: 0, gap: 10, narrowest: 1, widest: 1 })).toMatchObject({
      tileWidth: 0,
      tileHeight: 0,
    });
  });
});
