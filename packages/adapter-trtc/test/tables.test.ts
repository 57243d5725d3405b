import { expect, test } from 'vitest';
import { trtcLimits } from '../src/capabilities.ts';
import { checkCredential } from '../src/credential/check-credential.ts';
import { errors, errorTable, vendorCode } from '../src/errors.ts';
import { mapQuality } from '../src/signals/map-quality.ts';
import { MessageBudget } from '../src/messages/message-budget.ts';
import { RemotePeople } from '../src/people/remote-people.ts';
import { permissionsOf } from '../src/call/roles.ts';
import { trtc } from '../src/trtc.ts';
import { decodeMuted, decodeText, encodeMuted, encodeText } from '../src/messages/wire-messages.ts';
import { someSig } from './support/driver-rig.ts';

test.each(Object.entries(errorTable))('the number %s is %s', (number, code) => {
  const cause = Object.assign(new Error('x'), { code: 5500, extraCode: Number(number) });
  const error = errors.from(cause, 'It failed.', 'unknown');
  expect([error.code, error.vendorCode, error.adapter]).toEqual([code, Number(number), 'trtc']);
  expect(error.cause).toBe(cause);
});

test.each<[string, unknown, number | undefined]>([
  ['the text alone', { code: 5500, message: 'join failed (errorCode: 70003, x)' }, 70_003],
  [
    'the text alone, of a role',
    { code: 5400, message: 'switchRole failed, errCode: -100013 errMsg: x' },
    -100_013,
  ],
  ['extraCode before code', { code: 5000, extraCode: 5012 }, 5000],
  ['a number nobody knows', { code: 4711 }, 4711],
  ['no object', 'boom', undefined],
  ['null', null, undefined],
])('a number is found in whatever is thrown: %s', (_title, cause, expected) => {
  expect(vendorCode(cause)).toBe(expected);
});

const request = { room: 'studio', userId: 'ann' };
const good = { sdkAppId: 1_400_000_001, userId: 'ann', userSig: someSig };

test('rooms: of the credential by text or number, else the joined one', () => {
  expect(checkCredential(good, request)).toMatchObject({ strRoomId: 'studio' });
  expect(checkCredential({ ...good, room: 123 }, request)).toMatchObject({ roomId: 123 });
  expect(checkCredential({ ...good, room: '123' }, request)).toMatchObject({ strRoomId: '123' });
  expect(checkCredential({ ...good, strRoomId: 'hall', privateMapKey: 'k' }, request)).toMatchObject({
    strRoomId: 'hall',
    privateMapKey: 'k',
  });
});

test.each<[string, unknown]>([
  ['sdkAppId', { ...good, sdkAppId: '1400000001' }],
  ['sdkAppId', undefined],
  ['userId', { ...good, userId: 'bob' }],
  ['userSig', { ...good, userSig: 'a b' }],
  ['userSig', { ...good, userSig: '' }],
  ['privateMapKey', { ...good, privateMapKey: 5 }],
  ['room', { ...good, room: 0 }],
  ['room', { ...good, room: 'x'.repeat(65) }],
  ['room', { ...good, room: 'ä' }],
])('a credential that cannot work is named before the network: %s', (field, credential) => {
  expect(() => checkCredential(credential, request)).toThrow(field);
  expect(() => checkCredential(credential, request)).toThrow(
    expect.objectContaining({ code: 'credential-invalid' }),
  );
});

test.each([
  ['websocketProxy', { websocketProxy: 'http://127.0.0.1:1' }],
  ['websocketProxy', { websocketProxy: 'nowhere' }],
  ['loggerProxy', { websocketProxy: 'ws://127.0.0.1:1', loggerProxy: 'ws://127.0.0.1:1' }],
])('a proxy that the SDK would dial for ever is refused: %s', (field, proxy) => {
  expect(() => trtc({ credential: () => Promise.reject(new Error('never')), proxy })).toThrow(field);
});

test.each([
  ['ann_1-B', true],
  ['a'.repeat(32), true],
  ['a'.repeat(33), false],
  ['änn', false],
  ['', false],
])(
  'a user id that the vendor would not take is refused before the SDK, which sends it as it is: %j',
  (userId, fits) => {
    expect(trtcLimits.userIdPattern.test(userId)).toBe(fits);
  },
);

test('grades in words', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7].map(mapQuality)).toEqual([
    'unknown',
    'excellent',
    'good',
    'good',
    'poor',
    'bad',
    'lost',
    'unknown',
  ]);
});

test('messages: topic and text travel together, plain text of bare clients too; what is too large does not', () => {
  const bytes = encodeText('chat', 'hällo\0x');
  if (!bytes) throw new Error('It fits.');
  expect(decodeText(bytes)).toEqual({ topic: 'chat', text: 'hällo\0x' });
  expect(decodeText(new TextEncoder().encode('hi').buffer)).toEqual({ topic: '', text: 'hi' });
  expect(encodeText('t', 'x'.repeat(1000))).toBeUndefined();
  expect(decodeMuted(encodeMuted(['camera']))).toEqual(new Set(['camera']));
  for (const rubbish of ['', '[]', '{"muted":5}', 'null'])
    expect(decodeMuted(new TextEncoder().encode(rubbish).buffer)).toBeUndefined();
});

test('the bounds of the vendor: 30 messages and 8 kB a second', () => {
  let now = 0;
  const budget = new MessageBudget({ now: () => now, after: () => () => undefined });
  expect(Array.from({ length: 31 }, () => budget.take(10)).lastIndexOf(true)).toBe(29);
  now = 1000;
  expect(Array.from({ length: 9 }, () => budget.take(1000)).filter(Boolean)).toHaveLength(8);
});

test('who publishes and has muted: available or said to be muted; each presence has an id of its own', () => {
  const people = new RemotePeople();
  people.setAvailable('bob', 'camera', true);
  expect(people.describe('bob')).toEqual({
    remoteId: 'bob#1',
    userId: 'bob',
    sources: [{ source: 'camera', muted: false }],
  });
  people.setMuted('bob', new Set(['camera']));
  people.setAvailable('bob', 'camera', false);
  expect(people.describe('bob')?.sources).toEqual([{ source: 'camera', muted: true }]);
  people.setMuted('bob', new Set());
  expect(people.describe('bob')?.sources).toEqual([]);
  people.exit('bob');
  expect(people.describe('bob')).toBeUndefined();
  people.enter('bob');
  expect(people.describe('bob')?.remoteId).toBe('bob#2');
});

test('the audience neither publishes nor sends', () => {
  expect(permissionsOf('audience')).toMatchObject({ publish: [], sendMessages: false, subscribe: true });
  expect(permissionsOf('anchor').publish).toHaveLength(3);
});

test('a join that nobody answered is a timeout, though its number is that of a refusal', () => {
  const cause = Object.assign(new Error("('enterRoom' got server error: join room timeout."), { code: 5400 });
  expect(errors.from(cause, 'The room could not be entered.', 'signalling')).toMatchObject({
    code: 'timeout',
    vendorCode: 5400,
  });
});
