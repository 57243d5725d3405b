import { describe, expect, it } from 'vitest';
import { joinRefusal } from '../src/map/join-refusal.ts';
import { errors } from '../src/map/map-errors.ts';

const credential = {
  appId: 'app1',
  channelId: 'room',
  userId: 'ann',
  nonce: 'AK-1',
  timestamp: 1_900_000_000,
  token: 'f'.repeat(64),
  gslb: ['https://gslb.example'],
};

describe('a refused join says what to check', () => {
  it.each([
    [33620485, 'credential-invalid', /AppKey.*explainAliyun.*\(33620485\)/su],
    [33620481, 'credential-invalid', /no application app1.*AppId.*\(33620481\)/su],
    [33620482, 'forbidden', /disabled.*paid.*\(33620482\)/su],
    [33620483, 'room-closed', /ended this room.*\(33620483\)/su],
    [33620484, 'room-not-found', /channelId.*\(33620484\)/su],
    [16974081, 'credential-invalid', /field.*\(16974081\)/su],
    [33622275, 'server-error', /try again.*\(33622275\)/su],
    [33620999, 'server-error', /nobody has documented.*\(33620999\)/su],
    [4711, 'signalling', /nobody has documented.*\(4711\)/su],
  ])('%i', (errorCode, code, message) => {
    const error = joinRefusal({ errorCode, message: 'no' }, credential);
    expect(error).toMatchObject({ code, vendorCode: errorCode, adapter: 'aliyun' });
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain(credential.token);
  });

  it('with the number of an answer that carries it inside', () => {
    expect(joinRefusal({ data: { code: 33620481 } }, credential)).toMatchObject({ vendorCode: 33620481 });
  });

  it('with the address that cannot be reached', () => {
    const error = joinRefusal(new TypeError('Failed to fetch'), credential);
    expect(error.code).toBe('network');
    expect(error.message).toMatch(/gslb\.example.*`gslb`.*connect-src/su);
  });

  it('in the words of whoever had some already, and in general ones where there is nothing to read', () => {
    const own = errors.make('room-full', 'Full.');
    expect(joinRefusal(own, credential)).toBe(own);
    for (const nothing of [undefined, 'no', {}, new Error('odd')])
      expect(joinRefusal(nothing, credential).message).toContain('The service refused the join.');
  });
});
