import { describe, expect, it } from 'vitest';
import { shown } from '../src/index.ts';

describe('shown', () => {
  it('gives the same attachment for the same source, so that nothing is attached anew', () => {
    const first = { attach: () => () => undefined };
    const second = { attach: () => () => undefined };
    expect(shown(first)).toBe(shown(first));
    expect(shown(first)).not.toBe(shown(second));
  });
});
