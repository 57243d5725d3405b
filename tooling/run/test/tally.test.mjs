import { describe, expect, it } from 'vitest';
import { emptyTally, exitCodeOf, failure, lastLine, oneFailed, onePassed, sum } from '../lib/lanes/tally.mjs';

describe('tally', () => {
  it('sums what ran and keeps every skip and failure', () => {
    const skipped = { ...emptyTally(), skipped: [{ name: 'a', reason: 'no camera' }] };
    expect(sum([onePassed(), oneFailed('b'), onePassed(), skipped])).toEqual({
      passed: 2,
      failed: 1,
      skipped: [{ name: 'a', reason: 'no camera' }],
      failures: ['b'],
      slowest: [],
      timings: [],
    });
  });

  it('keeps the ten slowest tests of all that ran', () => {
    const tests = Array.from({ length: 8 }, (_, index) => ({ name: `t${index}`, ms: index }));
    const total = sum([
      { ...emptyTally(), slowest: tests },
      { ...emptyTally(), slowest: tests },
    ]);
    expect(total.slowest.map(({ ms }) => ms)).toEqual([7, 7, 6, 6, 5, 5, 4, 4, 3, 3]);
  });

  it('says why something failed, in a few lines and without colours', () => {
    expect(failure('a > b', '\u001b[31mexpected 1\u001b[39m\n\nto be 2')).toBe(
      'a > b\n      expected 1\n      to be 2',
    );
    expect(failure('a', 'line\n'.repeat(50)).split('\n')).toHaveLength(7);
    expect(failure('a', undefined)).toBe('a');
  });

  it('ends with the counting line', () => {
    expect(lastLine(sum([onePassed(), oneFailed('x')]))).toBe('1 passed, 1 failed');
    expect(lastLine(emptyTally())).toBe('0 passed, 0 failed');
  });

  it('fails when something failed and when nothing ran', () => {
    expect(exitCodeOf(onePassed())).toBe(0);
    expect(exitCodeOf(sum([onePassed(), oneFailed('x')]))).toBe(1);
    expect(exitCodeOf(emptyTally())).toBe(1);
  });
});
