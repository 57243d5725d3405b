import { describe, expect, it } from 'vitest';
import { compose, type Placed } from '../src/layout/compose.ts';

const people = (count: number): string[] => Array.from({ length: count }, (_, index) => `p${String(index)}`);
const wide = { width: 1280, height: 640, gap: 10 };
const phone = { width: 366, height: 640, gap: 10 };

function overlaps(first: Placed<string>, second: Placed<string>): boolean {
  const [a, b] = [first.rect, second.rect];
  return (
    a.left < b.left + b.width &&
    b.left < a.left + a.width &&
    a.top < b.top + b.height &&
    b.top < a.top + a.height
  );
}

describe('compose', () => {
  it.each([
    [30, wide, 25, 2],
    [24, wide, 25, 1],
    [30, phone, 9, 4],
    [8, phone, 9, 1],
  ])('cuts %i others into pages of 25, or 9 on phones', (count, space, tiles, pages) => {
    const made = compose({ others: people(count), self: 'self', featured: undefined, page: 0 }, space);
    expect([made.placed.length, made.pages]).toEqual([tiles, pages]);
    expect(made.placed.at(-1)?.entry).toBe('self');
  });

  it.each([1, 2, 12, 30])('has no tile of its own for a hidden picture, beside %i others', (count) => {
    const shown = [0, 1].flatMap(
      (page) => compose({ others: people(count), self: undefined, featured: undefined, page }, wide).placed,
    );
    expect(new Set(shown.map(({ entry }) => entry))).toEqual(new Set(people(count)));
    const large = compose({ others: people(count), self: undefined, featured: 'p0', page: 0 }, wide);
    expect(large.placed.filter(({ main }) => main).map(({ entry }) => entry)).toEqual(['p0']);
    expect(large.placed.length).toBeGreaterThan(Math.min(1, count - 1));
  });

  it('shows everybody on exactly one page, and oneself on each', () => {
    const shown = [0, 1, 2, 3].flatMap((page) =>
      compose({ others: people(30), self: 'self', featured: undefined, page }, phone).placed.map(
        ({ entry }) => entry,
      ),
    );
    expect(shown.filter((entry) => entry !== 'self').sort()).toEqual(people(30).sort());
    expect(shown.filter((entry) => entry === 'self')).toHaveLength(4);
  });

  it.each([wide, phone, { width: 700, height: 700, gap: 10 }])(
    'never overlaps and stays on the stage',
    (space) => {
      for (const count of [2, 5, 12, 40]) {
        for (const featured of [undefined, 'p0']) {
          const { placed } = compose({ others: people(count), self: 'self', featured, page: 0 }, space);
          for (const [index, one] of placed.entries()) {
            expect(one.rect.left).toBeGreaterThanOrEqual(0);
            expect(one.rect.left + one.rect.width).toBeLessThanOrEqual(space.width + 1);
            expect(one.rect.top + one.rect.height).toBeLessThanOrEqual(space.height + 1);
            for (const other of placed.slice(index + 1)) expect(overlaps(one, other)).toBe(false);
          }
        }
      }
    },
  );

  it.each([wide, phone])('gives the stage to the other one of two, and a corner to oneself', (space) => {
    for (const featured of [undefined, 'p0']) {
      const { placed } = compose({ others: ['p0'], self: 'self', featured, page: 0 }, space);
      const [other, self] = placed;
      expect(placed.map(({ entry }) => entry)).toEqual(['p0', 'self']);
      expect(other?.rect).toEqual({ left: 0, top: 0, width: space.width, height: space.height });
      expect(self?.floating).toBe(true);
      expect((self?.rect.width ?? 1) / space.width).toBeLessThan(0.3);
      expect((self?.rect.left ?? 0) + (self?.rect.width ?? 0)).toBeLessThanOrEqual(space.width);
      expect((self?.rect.top ?? 0) + (self?.rect.height ?? 0)).toBeLessThanOrEqual(space.height);
    }
  });

  it('makes what is featured largest, and keeps a page that is past the end', () => {
    const { placed, page, pages } = compose(
      { others: people(30), self: 'self', featured: 'p3', page: 99 },
      wide,
    );
    const area = ({ rect }: Placed<string>): number => rect.width * rect.height;
    const [main, ...small] = placed;
    expect(main?.entry).toBe('p3');
    for (const one of small) expect(area(one)).toBeLessThan(main ? area(main) / 4 : 0);
    expect(page).toBe(pages - 1);
  });
});
