import { describe, expect, it } from 'vitest';
import { DraftMap } from '../../src/state/draft-map.ts';

describe('a map with changes that are not applied yet', () => {
  it('reads as if they were, and leaves the live map as it is', () => {
    const live = new Map([
      ['a', 'one'],
      ['b', 'two'],
    ]);
    const draft = new DraftMap(live);
    draft.set('c', 'three');
    draft.set('a', 'other');
    expect([draft.delete('b'), draft.delete('z')]).toEqual([true, false]);
    expect([draft.get('a'), draft.has('b'), draft.get('c'), draft.size]).toEqual([
      'other',
      false,
      'three',
      2,
    ]);
    expect(draft.entries()).toEqual([
      ['a', 'other'],
      ['c', 'three'],
    ]);
    expect([...live]).toEqual([
      ['a', 'one'],
      ['b', 'two'],
    ]);
    draft.apply(live);
    expect([...live]).toEqual([
      ['a', 'other'],
      ['c', 'three'],
    ]);
  });

  it('says that nothing changed where nothing did', () => {
    const draft = new DraftMap(new Map([['a', 'one']]));
    draft.delete('z');
    expect([draft.changed, draft.size]).toEqual([false, 1]);
    draft.delete('a');
    expect([draft.changed, draft.size]).toEqual([true, 0]);
  });

  it('gives a list that later changes do not touch', () => {
    const draft = new DraftMap(new Map([['a', 'one']]));
    const before = draft.entries();
    draft.delete('a');
    expect([before.length, draft.entries()]).toEqual([1, []]);
  });
});
