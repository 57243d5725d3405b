import { isRtcError } from '@jackfield/core/adapter';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codesByNumber } from '../src/map/error-table.ts';
import { mapBye, errors, numberOf } from '../src/map/map-errors.ts';

const rows: readonly (readonly [string, readonly number[]])[] = [
  ['unknown', [10000, 10010, 10600, 10607, 10608]],
  ['device-not-found', [10001, 10002, 10008, 10009]],
  ['permission-denied', [10003, 10004, 10013]],
  ['device-in-use', [10005, 10006]],
  ['overconstrained', [10007]],
  ['screen-share-cancelled', [10011]],
  ['capture-aborted', [10012, 10014, 10015]],
  ['invalid-state', [10016, 10101, 10120, 10130, 10500, 10602]],
  ['invalid-argument', [10017, 10605, 10606]],
  ['not-supported', [10020, 10022, 10024, 10025, 10030, 10040, 10603]],
  ['insecure-context', [10021]],
  ['codec-unsupported', [10023]],
  ['forbidden', [10111, 10112, 33620482]],
  ['signalling', [10150, 10151, 10310, 10311]],
  ['playback-blocked', [10200, 10201, 10604]],
  ['ice-failed', [10300, 10301, 10302]],
  ['publish-failed', [10400, 10401]],
  ['subscribe-failed', [10501, 33620257]],
  ['network', [10601]],
  ['credential-invalid', [16974081, 33620481, 33620485]],
  ['room-closed', [33620483]],
  ['room-not-found', [33620484]],
  ['server-error', [33622275]],
];
const expected = rows.flatMap(([code, numbers]) => numbers.map((number) => [number, code] as const));

describe('numbers', () => {
  it.each(expected)('%i is %s', (errorCode, code) => {
    const error = errors.from({ errorCode, message: 'text' }, 'It failed.', 'timeout');
    expect(error).toMatchObject({ code, vendorCode: errorCode, adapter: 'aliyun' });
  });

  it('has no row without a test', () => {
    expect(Object.keys(codesByNumber).map(Number)).toEqual(
      expected.map(([number]) => number).sort((a, b) => a - b),
    );
  });

  it.each([
    [0x02010299, 'credential-invalid'],
    [0x02010999, 'server-error'],
    [42, 'timeout'],
  ])('%i, which has no row, is %s', (code, expectedCode) => {
    expect(errors.from({ code }, 'It failed.', 'timeout').code).toBe(expectedCode);
  });
});

describe('shapes', () => {
  it('reads a number nested in the message', () => {
    expect(numberOf({ message: { errorCode: 10112, message: 'audience' } })).toBe(10112);
  });

  it('survives a circular reply, and keeps it', () => {
    const reply: { code: number; data?: unknown } = { code: 33620481 };
    reply.data = reply;
    const error = errors.from(reply, 'It failed.', 'signalling');
    expect(error.code).toBe('credential-invalid');
    expect(error.cause).toBe(reply);
  });

  it.each([undefined, null, 'text', 7, {}, [], { message: 'no number' }, new Event('error')])(
    'falls back for %j, and keeps it',
    (cause) => {
      const error = errors.from(cause, 'It failed.', 'signalling');
      expect(error).toMatchObject({ code: 'signalling', adapter: 'aliyun' });
      expect(error.message).toContain('It failed.');
      expect(error.vendorCode).toBeUndefined();
      expect(error.cause).toBe(cause);
    },
  );

  it('keeps a number that has no row', () => {
    const cause = { errorCode: 19999, message: 'new' };
    const error = errors.from(cause, 'It failed.', 'signalling');
    expect(error).toMatchObject({ code: 'signalling', vendorCode: 19999 });
    expect(error.cause).toBe(cause);
  });

  it('survives anything at all', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true }), (cause) => {
        const error = errors.from(cause, 'It failed.', 'signalling');
        expect(isRtcError(error)).toBe(true);
        expect(() => JSON.stringify(error)).not.toThrow();
      }),
    );
  });

  it('can be written as text where the reply is circular', () => {
    const reply: { code: number; data?: unknown } = { code: 33620485 };
    reply.data = reply;
    expect(() => JSON.stringify(errors.from(reply, 'It failed.', 'signalling'))).not.toThrow();
  });

  it('knows a browser that is offline', () => {
    expect(errors.from(new TypeError('Failed to fetch'), 'It failed.', 'signalling').code).toBe('network');
  });
});

it.each([
  [1, 'kicked'],
  [2, 'room-closed'],
  [3, 'replaced'],
  [4, 'error'],
  [undefined, 'error'],
])('goodbye %s is %s', (code, reason) => {
  expect(mapBye(code)).toBe(reason);
});
