import { describe, expect, it } from 'vitest';
import { codeOf, codesBySubscriptionError, errors, mapDisconnect } from '../src/map-errors.ts';

describe('ConnectionErrorReason', () => {
  it.each([
    [0, 401, 'credential-invalid'],
    [0, 403, 'forbidden'],
    [0, 404, 'room-not-found'],
    [1, undefined, 'network'],
    [2, undefined, 'server-error'],
    [3, undefined, 'aborted'],
    [4, undefined, 'server-error'],
    [5, undefined, 'timeout'],
    [6, undefined, 'signalling'],
    [7, undefined, 'server-error'],
  ])('%i with status %s is %s', (reason, status, code) => {
    expect(codeOf({ name: 'ConnectionError', reason, status })).toBe(code);
  });
});

describe('DisconnectReason', () => {
  it.each([
    [0, 'error'],
    [1, 'left'],
    [2, 'replaced'],
    [3, 'server-shutdown'],
    [4, 'kicked'],
    [5, 'room-closed'],
    [6, 'connection-lost'],
    [7, 'error'],
    [8, 'connection-lost'],
    [9, 'connection-lost'],
    [10, 'room-closed'],
    [11, 'error'],
    [12, 'error'],
    [13, 'error'],
    [14, 'connection-lost'],
    [15, 'connection-lost'],
    [16, 'error'],
    [17, 'error'],
    [undefined, 'connection-lost'],
  ])('%s is %s', (reason, end) => {
    expect(mapDisconnect(reason)).toBe(end);
  });
});

describe('error classes', () => {
  it.each([
    [{ name: 'DeviceUnsupportedError' }, 'not-supported'],
    [{ name: 'TrackInvalidError' }, 'publish-failed'],
    [{ name: 'UnsupportedServer' }, 'unsupported'],
    [{ name: 'UnexpectedConnectionState' }, 'invalid-state'],
    [{ name: 'NegotiationError' }, 'ice-failed'],
    [{ name: 'PublishDataError' }, 'message-failed'],
    [{ name: 'PublishTrackError', status: 500 }, 'publish-failed'],
    [{ name: 'PublishTrackError', status: 403 }, 'forbidden'],
    [{ name: 'DataStreamError', reason: 10 }, 'message-failed'],
    [{ name: 'SignalReconnectError' }, 'signalling'],
    [{ name: 'SignalRequestError', reason: 1 }, 'invalid-argument'],
    [{ name: 'SignalRequestError', reason: 2 }, 'forbidden'],
    [{ name: 'SignalRequestError', reason: 3 }, 'rate-limited'],
    [{ name: 'SignalRequestError', reason: 5 }, 'unsupported'],
    [{ name: 'SignalRequestError', reason: 6 }, 'server-error'],
    [{ name: 'SignalRequestError', reason: 7 }, 'invalid-argument'],
    [{ name: 'SignalRequestError', reason: 'TimeoutError' }, 'timeout'],
    [{ name: 'Error' }, undefined],
    [undefined, undefined],
  ])('%j is %s', (cause, code) => {
    expect(codeOf(cause)).toBe(code);
  });

  it('keeps the meaning of a DOMException', () => {
    const error = errors.from(new DOMException('no', 'NotReadableError'), 'It failed.', 'publish-failed');
    expect(error.code).toBe('device-in-use');
  });

  it('takes the fallback, the name of the reason and the cause', () => {
    const cause = { name: 'Odd', reasonName: 'Strange' };
    const error = errors.from(cause, 'It failed.', 'signalling');
    expect(error).toMatchObject({ code: 'signalling', vendorCode: 'Strange', cause, adapter: 'livekit' });
  });
});

it('names each SubscriptionError', () => {
  expect(codesBySubscriptionError).toEqual(['subscribe-failed', 'codec-unsupported', 'subscribe-failed']);
});
