import { describe, expect, it } from 'vitest';
import { codesByNumber, mapBye, mapError, numberOf } from '../src/map-errors.ts';

const rows: readonly (readonly [string, readonly number[]])[] = [
  ['device-not-found', [10002, 10008, 10009]],
  ['permission-denied', [10003, 10004, 10013]],
  ['device-in-use', [10006]],
  ['overconstrained', [10007]],
  ['screen-share-cancelled', [10011]],
  ['capture-aborted', [10012]],
  ['not-supported', [10020, 10025, 10030]],
  ['insecure-context', [10021]],
  ['invalid-state', [10101, 10120, 10130, 10500]],
  ['forbidden', [10111, 10112]],
  ['signalling', [10150, 10151, 10310, 10311]],
  ['playback-blocked', [10200, 10201]],
  ['ice-failed', [10301, 10302]],
  ['publish-failed', [10400, 10401]],
  ['subscribe-failed', [10501, 33620257]],
  ['credential-invalid', [33620481]],
  ['server-error', [33622275]],
  ['unknown', [10000, 10001, 10005, 10010, 10014, 10015, 10016, 10017, 10022, 10023, 10024, 10300]],
  ['unknown', [10600, 10601, 10602, 10603, 10604, 10605, 10606, 10607, 10608]],
];
const expected = rows.flatMap(([code, numbers]) => numbers.map((number) => [number, code] as const));

describe('numbers', () => {
  it.each(expected)('%i is %s', (errorCode, code) => {
    const error = mapError({ errorCode, message: 'text' }, 'It failed.', 'timeout');
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
    expect(mapError({ code }, 'It failed.', 'timeout').code).toBe(expectedCode);
  });
});

describe('shapes', () => {
  it('reads a number nested in the message', () => {
    expect(numberOf({ message: { errorCode: 10112, message: 'audience' } })).toBe(10112);
  });

  it('survives a circular reply, and keeps it', () => {
    const reply: { code: number; data?: unknown } = { code: 33620481 };
    reply.data = reply;
    const error = mapError(reply, 'It failed.', 'signalling');
    expect(error.code).toBe('credential-invalid');
    expect(error.cause).toBe(reply);
  });

  it.each([undefined, null, 'text', new Event('error')])('falls back for %s', (cause) => {
    expect(mapError(cause, 'It failed.', 'signalling').code).toBe('signalling');
  });

  it('knows a browser that is offline', () => {
    expect(mapError(new TypeError('Failed to fetch'), 'It failed.', 'signalling').code).toBe('network');
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
