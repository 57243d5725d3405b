import { expect, test } from 'vitest';

import { serviceCodes, startAliyunEmulator } from '../../src/index.ts';
import { PlainClient } from '../support/plain-client.ts';

test('people see each other come and go, and nobody hears of themselves', async () => {
  await using emulator = await startAliyunEmulator();
  const alice = await PlainClient.joined(emulator, 'room1', 'alice');
  const bob = await PlainClient.joined(emulator, 'room1', 'bob');
  expect(await alice.waitForEvent('join')).toMatchObject({ peers: [{ userid: 'bob', displayname: 'bob' }] });
  expect(await bob.waitForEvent('join')).toMatchObject({ peers: [{ userid: 'alice' }] });
  await bob.leave();
  expect(await alice.waitForEvent('leave')).toMatchObject({ userid: 'bob' });
  expect(alice.events('join')).toHaveLength(1);
  await alice.leave();
  expect(emulator.usage()).toMatchObject({ sessions: 0, rooms: 0 });
});

test('rooms and apps do not hear of each other', async () => {
  const apps = [
    { appId: 'one', appKey: 'a' },
    { appId: 'two', appKey: 'b' },
  ];
  await using emulator = await startAliyunEmulator({ apps });
  const alice = await PlainClient.joined(emulator, 'room1', 'alice');
  const elsewhere = await PlainClient.joined(emulator, 'room2', 'bob');
  const other = new PlainClient(
    emulator,
    emulator.credential({ appId: 'two', room: 'room1', userId: 'carol' }),
  );
  await other.enter();
  const dora = await PlainClient.joined(emulator, 'room1', 'dora');
  expect(await alice.waitForEvent('join')).toMatchObject({ peers: [{ userid: 'dora' }] });
  expect(alice.events('join')).toHaveLength(1);
  for (const client of [alice, elsewhere, other, dora]) client.stopPolling();
});

test('a latecomer learns who is there, who publishes what, and who is muted', async () => {
  await using emulator = await startAliyunEmulator();
  const carol = emulator.addParticipant({ room: 'room1', userId: 'carol', displayName: '卡罗尔 & co' });
  carol.publish({ microphone: { toneHz: 440 }, camera: { colour: 'red' } });
  carol.setMuted({ microphone: true });
  const late = await PlainClient.joined(emulator, 'room1', 'late');
  expect(await late.waitForEvent('join')).toMatchObject({
    peers: [{ userid: 'carol', displayname: '卡罗尔 & co' }],
  });
  const { publishers } = await late.waitForEvent('publishers');
  expect(publishers).toMatchObject([
    {
      userid: 'carol',
      displayName: '卡罗尔 & co',
      streams: [
        { label: 'sophon_audio', state: 'active' },
        { label: 'sophon_video_camera_large', state: 'active' },
        { label: 'sophon_video_screen_share', state: 'inactive' },
      ],
    },
  ]);
  expect(await late.waitForEvent('statusnotify')).toMatchObject({
    status: [{ userid: 'carol', status: '000000000000000d' }],
  });
  late.stopPolling();
});

test('the same user id again: the older hears bye 3 and can still leave, the others see it go and come', async () => {
  await using emulator = await startAliyunEmulator();
  const older = await PlainClient.joined(emulator, 'room1', 'alice');
  const bob = await PlainClient.joined(emulator, 'room1', 'bob');
  const newer = await PlainClient.joined(emulator, 'room1', 'alice');
  expect(await older.waitForEvent('bye')).toMatchObject({ code: 3 });
  await bob.waitForEvent('leave');
  expect(bob.items.map((item) => item['event']).filter(Boolean)).toEqual(['join', 'leave', 'join']);
  expect(await older.ask('status', { body: {} })).toMatchObject({ code: serviceCodes['not-joined'].code });
  await older.leave();
  expect(emulator.sessions().map(({ state }) => state)).toEqual(['joined', 'joined']);
  newer.stopPolling();
  bob.stopPolling();
});

test('kicked: bye 1 for the one, leave for the others; nobody there is an error that names them', async () => {
  await using emulator = await startAliyunEmulator();
  const alice = await PlainClient.joined(emulator, 'room1', 'alice');
  const bob = await PlainClient.joined(emulator, 'room1', 'bob');
  emulator.kick({ room: 'room1', userId: 'bob' });
  expect(await bob.waitForEvent('bye')).toMatchObject({ code: 1 });
  expect(await alice.waitForEvent('leave')).toMatchObject({ userid: 'bob' });
  expect(() => {
    emulator.kick({ room: 'room1', userId: 'bob' });
  }).toThrow('"bob" is not in room "room1"');
  alice.stopPolling();
  bob.stopPolling();
});

test('room closed: bye 2 for everyone', async () => {
  await using emulator = await startAliyunEmulator();
  const clients = [
    await PlainClient.joined(emulator, 'r', 'alice'),
    await PlainClient.joined(emulator, 'r', 'bob'),
  ];
  emulator.closeRoom({ room: 'r' });
  for (const client of clients) {
    expect(await client.waitForEvent('bye')).toMatchObject({ code: 2 });
    client.stopPolling();
  }
  expect(emulator.usage().rooms).toBe(0);
});

test('status words go to the others, and only a true one about oneself', async () => {
  await using emulator = await startAliyunEmulator();
  const alice = await PlainClient.joined(emulator, 'room1', 'alice');
  const bob = await PlainClient.joined(emulator, 'room1', 'bob');
  const report = (userId: string, status: string): unknown => ({
    event: 'statusreport',
    seq: 1,
    status: { userId, status },
  });
  expect(await alice.ask('status', { body: report('alice', '0000000000000015') })).toMatchObject({ code: 0 });
  expect(await bob.waitForEvent('statusnotify')).toMatchObject({
    status: [{ userid: 'alice', status: '0000000000000015' }],
  });
  expect(await alice.ask('status', { body: report('bob', '00') })).toMatchObject({
    code: serviceCodes['parameter-invalid'].code,
  });
  expect(await alice.ask('status', { body: report('alice', '<b>') })).toMatchObject({ status: 400 });
  alice.stopPolling();
  bob.stopPolling();
});

test('a report of the status that was overtaken changes nothing', async () => {
  await using emulator = await startAliyunEmulator();
  const alice = await PlainClient.joined(emulator, 'room1', 'alice');
  const report = (seq: unknown, status: string): unknown => ({
    event: 'statusreport',
    seq,
    status: { userId: 'alice', status },
  });
  const word = (): string | undefined => emulator.sessions()[0]?.status;
  expect(await alice.ask('status', { body: report(3, '0000000000000005') })).toMatchObject({ code: 0 });
  expect(await alice.ask('status', { body: report(2, '0000000000000015') })).toMatchObject({ code: 0 });
  expect(word()).toBe('0000000000000005');
  expect(await alice.ask('status', { body: report(4, '000000000000000d') })).toMatchObject({ code: 0 });
  expect(word()).toBe('000000000000000d');
  expect(await alice.ask('status', { body: report('5', '0') })).toMatchObject({ status: 400 });
  alice.stopPolling();
});

test('in the interactive-live profile a viewer may not publish until the role changes', async () => {
  await using emulator = await startAliyunEmulator();
  const viewer = PlainClient.in(emulator, 'room1', 'viewer');
  await viewer.allocate({ channelprofile: 'interactive_live', clientrole: 'live' });
  await viewer.ask('join');
  viewer.startPolling();
  const publish = { query: { callid: 'call-1' }, body: { jsep: { type: 'offer', sdp: 'v=0' }, streams: [] } };
  expect(await viewer.ask('publish', publish)).toMatchObject({ code: serviceCodes['role-forbidden'].code });
  expect(await viewer.ask('roleupdate', { body: { clientrole: 'interactive' } })).toMatchObject({ code: 0 });
  // Not refused for its role any more, but for what it offers.
  expect(await viewer.ask('publish', publish)).toMatchObject({ code: serviceCodes['media-refused'].code });
  expect(await viewer.ask('roleupdate', { body: { clientrole: 'king' } })).toMatchObject({ status: 400 });
  viewer.stopPolling();
});

test('telemetry is answered, and given nothing to send to', async () => {
  await using emulator = await startAliyunEmulator();
  const client = PlainClient.in(emulator, 'room1', 'alice');
  expect(await client.raw({ path: '/gslb/v1/adapt?appid=x', body: '{"os_name":"H5"}' })).toMatchObject({
    code: 0,
    data: {},
  });
  expect(await client.raw({ path: '/gslb/v1/stsupdate?appid=x' })).toMatchObject({
    code: 0,
    data: { sls: {} },
  });
});

test('subscribing to nobody, answering nothing and republishing nothing are refused; ending nothing is not', async () => {
  await using emulator = await startAliyunEmulator();
  const alice = await PlainClient.joined(emulator, 'room1', 'alice');
  const streams: unknown[] = [];
  const query = { callid: 'c1', callee: 'c2' };
  expect(await alice.ask('subscribe', { query, body: { streams } })).toMatchObject({
    code: serviceCodes['publication-unknown'].code,
  });
  expect(await alice.ask('republish', { query, body: { streams } })).toMatchObject({
    code: serviceCodes['publication-unknown'].code,
  });
  expect(await alice.ask('resubscribe', { query, body: { streams } })).toMatchObject({
    code: serviceCodes['subscription-unknown'].code,
  });
  const jsep = { type: 'answer', sdp: 'v=0\r\n' };
  expect(await alice.ask('answer', { query, body: { jsep } })).toMatchObject({
    code: serviceCodes['subscription-unknown'].code,
  });
  await alice.does('unsubscribe', { query });
  await alice.does('unpublish', { query });
  alice.stopPolling();
});
