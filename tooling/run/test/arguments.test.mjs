import { describe, expect, it } from 'vitest';
import { lanes } from '../lanes.mjs';
import { chooseLanes, readArguments } from '../lib/arguments.mjs';
import { PlainError } from '../lib/plain-error.mjs';

const options = /** @type {const} */ ({
  lane: { type: 'string', multiple: true },
  list: { type: 'boolean' },
});
const read = (/** @type {string[]} */ ...args) => readArguments({ args, options, usage: 'npm test' });

describe('readArguments', () => {
  it('accepts --lane NAME and --lane=NAME, repeated too', () => {
    expect(read('--lane', 'unit').lane).toEqual(['unit']);
    expect(read('--lane=unit', '--lane', 'e2e').lane).toEqual(['unit', 'e2e']);
  });

  it('turns an unknown option, a positional and a missing value into one sentence with the usage', () => {
    for (const args of [['--lanes'], ['unit'], ['--lane']]) {
      expect(() => read(...args)).toThrow(PlainError);
      expect(() => read(...args)).toThrow(/Usage: npm test$/);
    }
  });
});

describe('chooseLanes', () => {
  it('chooses every lane when none is named, but those that want to be named', () => {
    const chosen = chooseLanes({ all: lanes, named: [] });
    expect(chosen).toEqual(lanes.filter(({ onlyNamed }) => onlyNamed === undefined));
    expect(chosen.length).toBeLessThan(lanes.length);
    expect(chooseLanes({ all: lanes, named: ['adopt'] }).map(({ name }) => name)).toEqual(['adopt']);
  });

  it('keeps the order of the lanes and accepts a list', () => {
    const chosen = chooseLanes({ all: lanes, named: ['media, lint'] });
    expect(chosen.map(({ name }) => name)).toEqual(['lint', 'media']);
  });

  it('names the lanes there are when one is unknown', () => {
    expect(() => chooseLanes({ all: lanes, named: ['meda'] })).toThrow(/no lane "meda".*lint, types, shape/);
  });
});
