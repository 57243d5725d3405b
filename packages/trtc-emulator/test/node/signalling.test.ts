import { expect, test } from 'vitest';

import { serviceCodes, startTrtcEmulator } from '../../src/index.ts';
import { bytesField } from '../../src/wire/channel-message.ts';
import { PlainClient } from '../support/plain-client.ts';

test('joins, hears of others, publishes, mutes and leaves', async () => {
  await using emulator = await startTrtcEmulator();
  const ann = await PlainClient.joined(emulator, 'ann');
  const bob = await PlainClient.joined(emulator, 'bob');
  expect((await ann.next(({ cmd }) => cmd === 4134)).data).toMatchObject({ userId: 'bob', role: 20 });
  expect((await ann.ask('get_user_list')).data).toMatchObject({ userList: [{ userId: 'bob' }] });
  expect(await bob.publish({ audio: true, bigVideo: true })).toMatchObject({ cmd: 4146, code: 0 });
  await expect.poll(() => ann.flags()).toEqual({ bob: 9 });
  await expect.poll(() => bob.flags()).toEqual({ bob: 9 });
  await bob.ask('mute_uplink', { audio: true, bigVideo: false });
  await expect.poll(() => ann.flags()).toEqual({ bob: 73 });
  await bob.ask('publish_state_change', { state: { audio: true } });
  await expect.poll(() => ann.flags()).toEqual({ bob: 72 });
  await bob.ask('unpublish');
  await expect.poll(() => ann.flags()).toEqual({});
  bob.say('leave');
  expect((await ann.next(({ cmd }) => cmd === 4135)).data).toEqual({ userId: 'bob', reason: 0 });
  ann.end();
});

test.each<[string, number, (emulator: Awaited<ReturnType<typeof startTrtcEmulator>>) => object]>([
  ['expired', 70_001, (emulator) => emulator.credential({ room: 'r', userId: 'ann', lifetimeSeconds: -5 })],
  ['of another user', 70_013, (emulator) => emulator.credential({ room: 'r', userId: 'bob' })],
  [
    'cut off',
    70_003,
    (emulator) => ({ userSig: emulator.credential({ room: 'r', userId: 'ann' }).userSig.slice(0, 40) }),
  ],
  ['empty', 70_002, () => ({ userSig: '' })],
  ['of an app that is not there', serviceCodes['app-unknown'].code, () => ({ sdkAppId: 7 })],
])('a userSig that is %s is refused with %i, after the first request', async (_title, code, change) => {
  await using emulator = await startTrtcEmulator();
  const { userSig, sdkAppId } = change(emulator) as { userSig?: string; sdkAppId?: number };
  const ann = await PlainClient.open(emulator, 'ann', {
    ...(userSig === undefined ? {} : { userSig }),
    ...(sdkAppId === undefined ? {} : { sdkAppId }),
  });
  expect(await ann.join()).toMatchObject({ cmd: 19, code });
  expect(emulator.usage()).toMatchObject({ sessions: 0, mediaPaths: 0 });
  ann.end();
});

test('rooms by number and by text are different ones', async () => {
  await using emulator = await startTrtcEmulator();
  const ann = await PlainClient.joined(emulator, 'ann', { room: 123 });
  const bob = await PlainClient.joined(emulator, 'bob', { room: '123' });
  expect((await ann.ask('get_user_list')).data).toEqual({ userList: [] });
  expect(emulator.usage().rooms).toBe(2);
  expect(await (await PlainClient.open(emulator, 'cid')).join({ room: 0 })).toMatchObject({
    code: serviceCodes['parameter-invalid'].code,
  });
  ann.end();
  bob.end();
});

test('the same user once more: the older one is put out with "kick"', async () => {
  await using emulator = await startTrtcEmulator();
  const older = await PlainClient.joined(emulator, 'ann');
  const bob = await PlainClient.joined(emulator, 'bob');
  const newer = await PlainClient.joined(emulator, 'ann');
  expect((await older.next(({ cmd }) => cmd === 9)).data).toEqual({ reason: 'kick' });
  expect(emulator.sessions().map(({ userId }) => userId)).toEqual(['bob', 'ann']);
  expect((await bob.ask('get_user_list')).data).toMatchObject({ userList: [{ srcTinyId: newer.tinyId }] });
  for (const client of [older, bob, newer]) client.end();
});

test('kick lets back in, ban does not until it is lifted, disband ends the room for all', async () => {
  await using emulator = await startTrtcEmulator();
  const address = { room: 'room-1', userId: 'ann' };
  const first = await PlainClient.joined(emulator, 'ann');
  emulator.kick(address);
  expect((await first.next(({ cmd }) => cmd === 9)).data).toEqual({ reason: 'banned' });
  const second = await PlainClient.joined(emulator, 'ann');
  emulator.ban(address);
  await second.next(({ cmd }) => cmd === 9);
  const third = await PlainClient.open(emulator, 'ann');
  expect(await third.join()).toMatchObject({ cmd: 20, code: serviceCodes.banned.code });
  emulator.unban(address);
  expect(await third.join()).toMatchObject({ cmd: 20, code: 0 });
  emulator.disband({ room: 'room-1' }, { closed: true });
  expect((await third.next(({ cmd }) => cmd === 9)).data).toEqual({ reason: 'room_disband' });
  expect(await (await PlainClient.open(emulator, 'bob')).join()).toMatchObject({
    code: serviceCodes['room-closed'].code,
  });
  emulator.openRoom({ room: 'room-1' });
  await PlainClient.joined(emulator, 'bob');
});

test('live: people who watch are not told of, may not publish or send, and are told of once they may', async () => {
  await using emulator = await startTrtcEmulator();
  const ann = await PlainClient.joined(emulator, 'ann', { scene: 2 });
  const bob = await PlainClient.joined(emulator, 'bob', { scene: 2, role: 21 });
  expect((await ann.ask('get_user_list')).data).toEqual({ userList: [] });
  const refused = { code: serviceCodes['role-forbidden'].code };
  expect(await bob.publish({ audio: true })).toMatchObject(refused);
  expect(await bob.ask('change_role', { role: 20 })).toMatchObject({ cmd: 4110, code: 0 });
  expect((await ann.next(({ cmd }) => cmd === 4134)).data).toMatchObject({ userId: 'bob' });
  await bob.publish({ audio: true });
  await bob.ask('change_role', { role: 21 });
  expect((await ann.next(({ cmd }) => cmd === 4135)).data).toEqual({ userId: 'bob', reason: 3 });
  await expect.poll(() => ann.flags()).toEqual({});
  ann.end();
  bob.end();
});

test('messages reach everybody else, and no more than 1000 bytes', async () => {
  await using emulator = await startTrtcEmulator();
  const ann = await PlainClient.joined(emulator, 'ann');
  const bob = await PlainClient.joined(emulator, 'bob');
  const carol = emulator.addParticipant({ room: 'room-1', userId: 'carol' });
  const bytes = Buffer.from('hello').toString('base64');
  ann.say('channel_msg', { cmdId: 3, [bytesField]: bytes, ordered: true, reliable: true, streamSeq: 1 });
  expect((await bob.next(({ cmd }) => cmd === 4140)).data).toMatchObject({ cmdId: 3, [bytesField]: bytes });
  await expect.poll(() => carol.events.map(({ event }) => event)).toContain('message');
  ann.say('channel_msg', { cmdId: 3, [bytesField]: Buffer.alloc(1001).toString('base64') });
  await expect.poll(() => emulator.counts()['refused']).toBe(1);
  carol.sendMessage({ cmdId: 4, data: new TextEncoder().encode('hi') });
  expect((await bob.next(({ cmd, data }) => cmd === 4140 && data['cmdId'] === 4)).data).toMatchObject({
    srcTinyId: expect.any(String) as string,
  });
  ann.end();
  bob.end();
});

test('a lost socket: back within the window, gone after it, refused once it is gone', async () => {
  await using emulator = await startTrtcEmulator({ timings: { absenceMs: 300 } });
  const ann = await PlainClient.joined(emulator, 'ann');
  const bob = await PlainClient.joined(emulator, 'bob');
  ann.end();
  await expect.poll(() => emulator.sessions()[0]?.connected).toBe(false);
  const again = await PlainClient.open(emulator, 'ann');
  again.tinyId = ann.tinyId;
  expect(await again.ask('reconnect', { roomId: 'room-1' })).toMatchObject({ cmd: 514, code: 0 });
  expect((await again.ask('get_user_list')).data).toMatchObject({ userList: [{ userId: 'bob' }] });
  const thief = await PlainClient.open(emulator, 'mallory');
  thief.tinyId = ann.tinyId;
  const refused = { cmd: 514, code: serviceCodes['session-unknown'].code };
  expect(await thief.ask('reconnect', { roomId: 'room-1' })).toMatchObject(refused);
  again.end();
  expect((await bob.next(({ cmd }) => cmd === 4135)).data).toEqual({ userId: 'ann', reason: 1 });
  const late = await PlainClient.open(emulator, 'ann');
  late.tinyId = ann.tinyId;
  expect(await late.ask('reconnect', { roomId: 'room-1' })).toMatchObject(refused);
  for (const client of [bob, thief, late]) client.end();
});

test('beats, quality and muting by the server', async () => {
  await using emulator = await startTrtcEmulator({ timings: { beatMs: 20 } });
  const ann = await PlainClient.joined(emulator, 'ann');
  const address = { room: 'room-1', userId: 'ann' };
  await ann.publish({ audio: true, bigVideo: true });
  emulator.muteByServer(address, { audio: true });
  await expect.poll(() => ann.flags()).toEqual({ ann: 73 });
  emulator.setQuality(address, { rtt: 900, expectAudPkg: 100, recvAudPkg: 40 });
  const told = await ann.next(({ cmd, data }) => cmd === 22 && data['rtt'] === 900);
  expect(told.data).toMatchObject({ expectAudPkg: 100, recvAudPkg: 40, expectVidPkg: 0 });
  ann.end();
});
