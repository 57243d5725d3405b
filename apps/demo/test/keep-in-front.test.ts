import { expect, it } from 'vitest';
import { keepInFront } from '../src/layout/keep-in-front.ts';

const people = (...keys: readonly string[]): { readonly key: string }[] => keys.map((key) => ({ key }));
const keysOf = (entries: readonly { readonly key: string }[]): string =>
  entries.map(({ key }) => key).join('');

it('leaves everybody as they came while those who speak are on the first page', () => {
  const front = keepInFront();
  front.speaks('b');
  expect(keysOf(front.order(people('a', 'b', 'c', 'd'), 2))).toBe('abcd');
});

it('gives whoever speaks elsewhere the place of the one who has been silent the longest', () => {
  const front = keepInFront();
  const all = people('a', 'b', 'c', 'd', 'e');
  front.speaks('a');
  front.order(all, 2);
  front.speaks('d');
  expect(keysOf(front.order(all, 2))).toBe('adbce');
  front.speaks('e');
  expect(keysOf(front.order(all, 2))).toBe('edabc');
  // Whoever has stopped keeps the place until somebody else needs it.
  expect(keysOf(front.order(all, 2))).toBe('edabc');
});

it('fills a place that is free with the next in line, and forgets who has gone', () => {
  const front = keepInFront();
  front.speaks('d');
  front.order(people('a', 'b', 'c', 'd'), 2);
  expect(keysOf(front.order(people('b', 'c', 'd'), 2))).toBe('dbc');
  expect(keysOf(front.order(people('b', 'c'), 2))).toBe('bc');
});

it('holds as many as there is room for, also none', () => {
  const front = keepInFront();
  front.speaks('c');
  expect(keysOf(front.order(people('a', 'b', 'c'), 1))).toBe('cab');
  expect(keysOf(front.order(people('a', 'b', 'c'), 3))).toBe('cab');
  expect(keysOf(front.order(people('a', 'b', 'c'), 0))).toBe('abc');
});
