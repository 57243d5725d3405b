import { describe, expect, it } from 'vitest';
import { check, checkEqual, checkThere, ContractFailure } from '../src/index.ts';

describe('the checks of clauses', () => {
  it('pass for what is so', () => {
    check(true, 'never');
    checkEqual({ a: [1, { b: undefined }] }, { a: [1, { b: undefined }] }, 'A value');
    checkEqual(Number.NaN, Number.NaN, 'A number');
    expect(checkThere(0, 'A number')).toBe(0);
  });

  it.each([
    [1, 2],
    [[1], [1, 2]],
    [{ a: 1 }, { a: 1, b: undefined }],
    [{}, []],
    [null, undefined],
    ['1', 1],
  ])('fail for %j and %j', (actual, expected) => {
    expect(() => {
      checkEqual(actual, expected, 'A value');
    }).toThrow(ContractFailure);
  });

  it('say what was expected and what is so', () => {
    expect(() => {
      checkEqual(['a'], ['b'], 'The order');
    }).toThrow(/The order: expected .*b.* but it is .*a/s);
    expect(() => checkThere(undefined, 'A track')).toThrow('A track should be there, and is not.');
  });

  it('survive values that cannot be shown', () => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    expect(() => {
      check(false, 'It should be so.', circular);
    }).toThrow(/again/);
    const hostile = {
      get value(): never {
        throw new Error('no');
      },
    };
    expect(() => {
      check(false, 'It should be so.', hostile);
    }).toThrow('It should be so.');
  });
});
