import { expect, test } from 'vitest';

import { encodeTrtcTicket, mintTrtc, verifyTrtc } from '../src/trtc.ts';

const secrets = { sdkAppId: 1_400_000_001, secretKey: 'the-secret-key-of-the-application' };
const start = 1_700_000_000_000;
const context = { secrets, userId: 'alice', now: start };
const ticket = { userId: 'alice', sdkAppId: secrets.sdkAppId, issuedAt: start / 1000, lifetimeSeconds: 60 };
const good = encodeTrtcTicket(ticket, secrets.secretKey);

test('what was minted verifies until it expires', () => {
  const { credential, expiresAt } = mintTrtc({ room: 'room-1', userId: 'alice' }, secrets, {
    now: start,
  });
  expect(verifyTrtc(credential.userSig, context)).toEqual({ valid: true, expiresAt });
  expect(verifyTrtc(credential.userSig, { ...context, now: expiresAt })).toMatchObject({ code: 70001 });
});

test.each<[number, string, unknown, object]>([
  [70001, 'expired', good, { now: start + 60_000 }],
  [70002, 'empty', '', {}],
  [70002, 'no text', undefined, {}],
  [70003, 'cut off', good.slice(0, -8), {}],
  [70003, 'no ticket', 'rubbish', {}],
  [70003, 'another key', encodeTrtcTicket(ticket, 'another-key'), {}],
  [70013, 'another user', good, { userId: 'bob' }],
  [70014, 'another application', encodeTrtcTicket({ ...ticket, sdkAppId: 2 }, secrets.secretKey), {}],
])('%i: %s', (code, _title, userSig, change) => {
  expect(verifyTrtc(userSig, { ...context, ...change })).toMatchObject({ valid: false, code });
});

test('whose it is and that it has expired is told only to somebody with a true one', () => {
  const forged = encodeTrtcTicket({ ...ticket, userId: 'bob', issuedAt: 1 }, 'another-key');
  expect(verifyTrtc(forged, context)).toMatchObject({ code: 70003 });
});

test('where the service is goes into the credential, and what the SDK would dial for ever is refused', () => {
  const proxy = { websocketProxy: 'wss://trtc.example.test', loggerProxy: 'https://trtc.example.test' };
  const request = { room: 'room-1', userId: 'alice' };
  expect(mintTrtc(request, { ...secrets, proxy }).credential.proxy).toEqual(proxy);
  expect(mintTrtc(request, secrets).credential).not.toHaveProperty('proxy');
  expect(() => mintTrtc(request, { ...secrets, proxy: { websocketProxy: 'http://a.example' } })).toThrow(
    'proxy.websocketProxy must be an address that begins with wss:// or ws://.',
  );
});
