import { expect, test } from 'vitest';

import {
  aliyunToken,
  serviceCodes,
  startAliyunEmulator,
  type AliyunAuthInfo,
  type ServiceCodeName,
} from '../../src/index.ts';
import { PlainClient } from '../support/plain-client.ts';

test("the token is Alibaba's documented example", () => {
  const fields = { appId: 'abc', appKey: 'abckey', channelId: 'abcChannel', userId: 'abcUser', nonce: '' };
  expect(aliyunToken({ ...fields, timestamp: 1699423634 })).toBe(
    '3c9ee8d9f8734f0b7560ed8022a0590659113955819724fc9345ab8eedf84f31',
  );
});

const apps = [{ appId: 'shop', appKey: 'key-of-shop' }];
const now = 1_700_000_000;

function claim(change: Partial<AliyunAuthInfo> & { signAs?: Partial<AliyunAuthInfo> }): AliyunAuthInfo {
  const { signAs, ...fields } = change;
  const base = {
    appid: 'shop',
    channel: 'room1',
    userid: 'alice',
    nonce: 'AK-1',
    timestamp: now + 60,
    gslb: [],
  };
  const shown = { ...base, ...fields };
  const { channel, userid, nonce, timestamp } = { ...shown, ...signAs };
  const signed = aliyunToken({
    appId: 'shop',
    appKey: 'key-of-shop',
    channelId: channel,
    userId: userid,
    nonce,
    timestamp,
  });
  return { ...shown, token: fields.token ?? signed };
}

test.each<[string, ServiceCodeName, AliyunAuthInfo]>([
  ['an app that is not there', 'app-unknown', claim({ appid: 'other' })],
  ['a token of another user', 'token-invalid', claim({ signAs: { userid: 'bob' } })],
  ['a token of another room', 'token-invalid', claim({ signAs: { channel: 'room2' } })],
  ['a token of a longer life', 'token-invalid', claim({ signAs: { timestamp: now + 999 } })],
  ['a token that is cut', 'token-invalid', claim({ token: 'abc' })],
  ['a credential of the last second', 'token-expired', claim({ timestamp: now })],
  ['milliseconds for seconds', 'parameter-invalid', claim({ timestamp: now * 1000 })],
  ['a nonce without AK-', 'parameter-invalid', claim({ nonce: '1' })],
  ['a user id with a space', 'parameter-invalid', claim({ userid: 'a b' })],
  ['a user id that is too long', 'parameter-invalid', claim({ userid: 'a'.repeat(65) })],
  ['a room with a slash', 'room-name-invalid', claim({ channel: 'a/b' })],
])('refuses %s: %s', async (_title, reason, auth) => {
  await using emulator = await startAliyunEmulator({ apps, nowSeconds: () => now });
  const reply = await new PlainClient(emulator, auth).allocate();
  expect(reply).toMatchObject({ status: 200, code: serviceCodes[reason].code });
  expect(emulator.usage().sessions).toBe(0);
});

test('admits a good credential, and says where to go on', async () => {
  await using emulator = await startAliyunEmulator({ apps, nowSeconds: () => now });
  const reply = await new PlainClient(emulator, claim({})).allocate();
  expect(reply).toMatchObject({
    status: 200,
    code: 0,
    data: { arch: 'alirtc', routers: [emulator.turnUrl] },
  });
  const port = new URL(emulator.url).port;
  expect(reply.data['slbs']).toEqual([`http://s1.localhost:${port}`]);
  expect(String(reply.data['routers'])).not.toContain('udp');
});

test('refuses a closed room, a full room and a session id that is in use', async () => {
  await using emulator = await startAliyunEmulator({
    apps,
    nowSeconds: () => now,
    limits: { usersPerRoom: 1 },
  });
  const alice = await PlainClient.joined(emulator, 'room1', 'alice');
  await expect(PlainClient.joined(emulator, 'room1', 'bob')).rejects.toThrow(
    String(serviceCodes['room-full'].code),
  );
  const thief = new PlainClient(
    emulator,
    emulator.credential({ room: 'room1', userId: 'mallory' }),
    alice.session,
  );
  expect(await thief.allocate()).toMatchObject({ code: serviceCodes['parameter-invalid'].code });
  emulator.closeRoom({ room: 'room2' });
  const late = PlainClient.in(emulator, 'room2', 'bob');
  expect(await late.allocate()).toMatchObject({ code: serviceCodes['room-closed'].code });
  emulator.openRoom({ room: 'room2' });
  expect(await late.allocate()).toMatchObject({ code: 0 });
  alice.stopPolling();
});

test('a session is of no use with another token, or none', async () => {
  await using emulator = await startAliyunEmulator();
  const alice = await PlainClient.joined(emulator, 'room1', 'alice');
  const stranger = new PlainClient(emulator, { ...alice.auth, token: '0'.repeat(64) }, alice.session);
  for (const name of ['publish', 'leave', 'status', 'response']) {
    expect(await stranger.ask(name)).toMatchObject({ code: serviceCodes['session-unknown'].code });
  }
  expect(emulator.sessions()).toHaveLength(1);
  alice.stopPolling();
});
