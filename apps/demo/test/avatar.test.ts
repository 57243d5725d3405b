import { describe, expect, it } from 'vitest';
import { hueOf, initialsOf } from '../src/ui/avatar.ts';

describe('avatars', () => {
  it.each([
    ['Ana', 'A'],
    ['ana maria lópez', 'AL'],
    ['  ', '?'],
    ['李 雷', '李雷'],
    ['👩‍👧 family', '👩‍👧F'],
  ])('shows "%s" as %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });

  it('gives the same person the same colour', () => {
    expect(hueOf('abc')).toBe(hueOf('abc'));
    expect(hueOf('abc')).toBeGreaterThanOrEqual(0);
    expect(hueOf('x'.repeat(10_000))).toBeLessThan(360);
  });

  it('gives people with similar ids colours that can be told apart', () => {
    for (let number = 1; number < 9; number += 1) {
      const turn = Math.abs(hueOf(`guest-${String(number)}`) - hueOf(`guest-${String(number + 1)}`));
      expect(Math.min(turn, 360 - turn)).toBeGreaterThan(45);
    }
  });
});
