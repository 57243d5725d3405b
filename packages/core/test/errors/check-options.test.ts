import { describe, expect, it } from 'vitest';
import { checkArgument, checkOptions, describe as say } from '../../src/errors/check-options.ts';

describe('a value that does not fit', () => {
  it.each([
    ['a text', 'camera', 'camera'],
    ['a long text', 'a'.repeat(200), 'a'.repeat(80)],
    ['an empty text', '', 'empty'],
    ['a number', Number.NaN, 'NaN'],
    ['null', null, 'null'],
    ['an object that cannot be read', Object.create(null), 'object'],
  ])('is named in few words: %s', (_what, value: unknown, words) => {
    expect(say(value)).toBe(words);
  });

  it.each([0, -1, Infinity, NaN, '5'])('is refused where a number is asked for: %s', (value) => {
    expect(() => {
      checkArgument('ms', value, 'number');
    }).toThrow(/ms must be a number above 0/);
  });

  it('may be as small and as large as numbers get', () => {
    for (const value of [Number.MIN_VALUE, Number.MAX_VALUE])
      expect(() => {
        checkArgument('ms', value, 'number');
      }).not.toThrow();
  });
});

describe('options', () => {
  const check = (given: unknown) => () => {
    checkOptions('The options', given, { ms: 'number', mode: ['auto', 'manual'], signal: 'signal' });
  };

  it('may be left out, one by one or all', () => {
    for (const given of [
      undefined,
      {},
      { ms: undefined },
      { mode: 'auto', signal: new AbortController().signal },
    ])
      expect(check(given)).not.toThrow();
  });

  it.each([
    [null, /The options must be an object; it is null/],
    ['auto', /The options must be an object; it is auto/],
    [{ ms: 0 }, /ms must be a number above 0; it is 0/],
    [{ mode: 'soon' }, /mode must be .*auto.*manual.*; it is soon/],
    [{ signal: {} }, /signal must be an AbortSignal; it is object/],
    [{ signal: null }, /signal must be an AbortSignal; it is null/],
  ])('are refused by name: %o', (given, message) => {
    expect(check(given)).toThrow(expect.objectContaining({ code: 'invalid-argument' }));
    expect(check(given)).toThrow(message);
  });
});
