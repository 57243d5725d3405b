import { describe, expect, it } from 'vitest';
import { groupLines } from '../src/call/panels/group-lines.ts';
import type { ChatLine } from '../src/lib/chat.svelte.ts';

const line = (number: number, name: string, at: number, own = false): ChatLine => ({
  number,
  name,
  text: String(number),
  own,
  at,
});

describe('groupLines', () => {
  it('puts the lines of one person in a row together', () => {
    const groups = groupLines([line(1, 'Ada', 0), line(2, 'Ada', 1), line(3, 'Bea', 2), line(4, 'Ada', 3)]);
    expect(groups.map(({ lines }) => lines.map(({ number }) => number))).toEqual([[1, 2], [3], [4]]);
  });

  it('begins anew after five minutes, and where one has the name of another', () => {
    const groups = groupLines([line(1, 'Ada', 0), line(2, 'Ada', 300_001), line(3, 'Ada', 300_002, true)]);
    expect(groups).toHaveLength(3);
  });

  it('of nothing makes nothing', () => {
    expect(groupLines([])).toEqual([]);
  });
});
