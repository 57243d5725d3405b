import { describe, expect, it } from 'vitest';
import { emptyTally, exitCodeOf, lastLine, oneFailed, onePassed, sum } from '../lib/tally.mjs';

describe('tally', () => {
  it('sums what ran and keeps every skip and failure', () => {
    const skipped = { ...emptyTally(), skipped: [{ name: 'a', reason: 'no camera' }] };
    expect(sum([onePassed(), oneFailed('b'), onePassed(), skipped])).toEqual({
      passed: 2,
      failed: 1,
      skipped: [{ name: 'a', reason: 'no camera' }],
      failures: ['b'],
    });
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
