import { connect } from 'node:net';
import { once } from 'node:events';

import { expect, test } from 'vitest';
import { WebSocket } from 'ws';

import { startTrtcEmulator } from '../../src/index.ts';
import { plainAbility, PlainClient } from '../support/plain-client.ts';

test('refused, never answered, held, broken; notices lost and doubled', async () => {
  await using emulator = await startTrtcEmulator();
  const ann = await PlainClient.open(emulator, 'ann');
  emulator.fault({ kind: 'refuse', request: 'join/v2', code: -100_013, times: 1 });
  expect(await ann.join()).toMatchObject({ cmd: 20, code: -100_013 });
  const held = emulator.fault({ kind: 'hold', request: 'join/v2', userId: 'ann' });
  const joining = ann.join();
  await held.whenHit();
  held.release();
  ann.tinyId = (await joining).tinyId;
  emulator.fault({ kind: 'event', event: 'user-enter', action: 'lose', times: 1 });
  const bob = await PlainClient.joined(emulator, 'bob');
  emulator.fault({ kind: 'event', event: 'user-exit', action: 'duplicate', times: 1 });
  bob.say('leave');
  await expect.poll(() => ann.messages.filter(({ cmd }) => cmd === 4135).length).toBe(2);
  expect(ann.messages.filter(({ cmd }) => cmd === 4134)).toEqual([]);
  emulator.fault({ kind: 'break', request: 'publish/v2' });
  ann.say('publish/v2', { state: {} });
  expect(await ann.closed()).toBe(1006);
  emulator.fault({ kind: 'break', request: 'open', status: 503 });
  await expect(PlainClient.open(emulator, 'cid')).rejects.toThrow('503');
  bob.end();
});

test('a silent service says nothing, and hears nothing, until it is told to', async () => {
  await using emulator = await startTrtcEmulator({ timings: { beatMs: 20 } });
  const ann = await PlainClient.joined(emulator, 'ann');
  const undo = emulator.silence({ room: 'room-1', userId: 'ann' });
  ann.messages.length = 0;
  ann.say('get_user_list');
  // What is sent behind the request on the same socket has come: the request has been passed over.
  ann.socket.ping();
  await once(ann.socket, 'pong');
  undo();
  await ann.next(({ cmd }) => cmd === 23);
  expect(ann.messages.map(({ cmd }) => cmd)).not.toContain(4137);
  ann.end();
});

test('the service goes and comes back on its port, with or without those who were there', async () => {
  await using emulator = await startTrtcEmulator();
  const ann = await PlainClient.joined(emulator, 'ann');
  const { url } = emulator;
  await emulator.suspend();
  await ann.closed();
  await emulator.resume();
  expect(emulator.url).toBe(url);
  const again = await PlainClient.open(emulator, 'ann');
  again.tinyId = ann.tinyId;
  expect(await again.ask('reconnect')).toMatchObject({ code: 0 });
  await emulator.suspend({ forget: true });
  expect(emulator.usage()).toMatchObject({ sessions: 0, rooms: 0 });
  await emulator.resume();
});

test.each<[string, string | Buffer]>([
  ['no JSON', '{'],
  ['a list', '[]'],
  ['no seq', '{"cmd":"join/v2"}'],
  ['nested 1,000 deep', `{"cmd":"leave","seq":1,"data":${'['.repeat(1000)}${']'.repeat(1000)}}`],
  ['bytes', Buffer.from([1, 2, 3])],
])('a message of rubbish costs its own socket: %s', async (_title, message) => {
  await using emulator = await startTrtcEmulator();
  const ann = await PlainClient.joined(emulator, 'ann');
  const bob = await PlainClient.joined(emulator, 'bob');
  bob.socket.send(message);
  expect(await bob.closed()).toBe(1003);
  expect(await ann.ask('get_user_list')).toMatchObject({ code: 0 });
  ann.end();
});

test('a message that is too large costs its own socket; an unknown request costs nothing', async () => {
  await using emulator = await startTrtcEmulator({ limits: { messageBytes: 4000 } });
  const ann = await PlainClient.joined(emulator, 'ann');
  ann.say('no_such_request');
  expect(await ann.ask('get_user_list')).toMatchObject({ code: 0 });
  ann.socket.send('x'.repeat(5000));
  expect(await ann.closed()).toBe(1009);
});

test.each<[string, string, unknown]>([
  ['join/v2', 'no ability', { roomId: 'r', useStringRoomId: true }],
  [
    'join/v2',
    'a fingerprint with a line break',
    {
      roomId: 'r',
      useStringRoomId: true,
      ability: { ...plainAbility, dtls: { hash: 'sha-256', fingerprint: 'AB\r\na=x' } },
    },
  ],
  ['join/v2', 'a room of 65 characters', { roomId: 'x'.repeat(65), useStringRoomId: true }],
  ['subscribe/v3', 'a publisher who is no text', { srcTinyId: 5 }],
  ['publish/v2', 'a number that is none', { audioSsrc: 'x', state: {} }],
  ['publish/v2', 'the same number twice', { audioSsrc: 5, bigVideoSsrc: 5, state: {} }],
  ['change_role', 'a role of its own', { role: 7 }],
  ['rebuild_pc', 'no ability', {}],
])('%s with %s is refused, and the socket lives', async (cmd, _title, data) => {
  await using emulator = await startTrtcEmulator();
  const ann = await PlainClient.joined(emulator, 'ann');
  expect((await ann.ask(cmd, data)).code).toBeLessThan(0);
  expect(await ann.ask('get_user_list')).toMatchObject({ code: 0 });
  ann.end();
});

test('other paths and other protocols are refused; log posts are taken and forgotten', async () => {
  await using emulator = await startTrtcEmulator();
  const socket = new WebSocket(`${emulator.url}/elsewhere`);
  const [error] = (await once(socket, 'error')) as [Error];
  expect(error.message).toContain('404');
  const raw = connect(Number(new URL(emulator.url).port), '127.0.0.1');
  raw.on('error', () => undefined);
  raw.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: rubbish\r\n\r\n');
  raw.resume();
  await once(raw, 'close');
  const posted = await fetch(`${emulator.loggerUrl}/v5/log`, { method: 'POST', body: 'x' });
  expect([posted.status, posted.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
});

test('the record and the log hold no secret, and the log nobody', async () => {
  const log: unknown[] = [];
  await using emulator = await startTrtcEmulator({
    apps: [{ sdkAppId: 1_400_000_009, secretKey: 'the-secret-key' }],
    log: (entry) => log.push(entry),
  });
  const { userSig } = emulator.credential({ room: 'room-1', userId: 'annabel' });
  const annabel = await PlainClient.open(emulator, 'annabel', { userSig });
  await annabel.ask('join/v2', {
    roomId: 'room-1',
    useStringRoomId: true,
    userSig,
    ability: plainAbility,
  });
  const text = JSON.stringify([emulator.records(), log]);
  for (const secret of [
    userSig,
    encodeURIComponent(userSig),
    'the-secret-key',
    'p'.repeat(24),
    emulator.controlToken,
  ])
    expect(text).not.toContain(secret);
  for (const person of ['annabel', 'room-1']) expect(JSON.stringify(log)).not.toContain(person);
  annabel.end();
});

test('50 people join and leave, half of them without a word, and nothing is left', async () => {
  await using emulator = await startTrtcEmulator({ timings: { absenceMs: 50 } });
  for (let index = 0; index < 50; index += 1) {
    const client = await PlainClient.joined(emulator, `user-${index}`);
    if (index % 2 === 0) client.say('leave');
    client.socket.close();
  }
  await expect
    .poll(() => emulator.usage())
    .toMatchObject({ sockets: 0, sessions: 0, rooms: 0, mediaPaths: 0, subscriptions: 0 });
});
