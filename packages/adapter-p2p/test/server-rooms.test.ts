import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { RawClient } from './support/raw-client.ts';
import { ServerRig } from './support/server-rig.ts';

const rigs: ServerRig[] = [];
const start: typeof ServerRig.start = async (options) => {
  const rig = await ServerRig.start(options);
  rigs.push(rig);
  return rig;
};
afterEach(async () => {
  await Promise.all(rigs.splice(0).map((rig) => rig.stop()));
});

test('members find each other, with what they publish', async () => {
  const rig = await start();
  const state = { revision: 3, sources: [{ source: 'camera', muted: true }] };
  const ann = await rig.member('room', 'ann', { state });
  const bob = await rig.client();
  const welcome = await bob.join('room', 'bob');
  expect(welcome.members).toMatchObject([{ id: ann.id, userId: 'ann', displayName: 'ANN', state }]);
  const { member } = await ann.next('member-joined');
  expect(member).toMatchObject({ id: welcome.id, userId: 'bob' });
});

test('rooms are apart', async () => {
  const rig = await start();
  const ann = await rig.member('one', 'ann');
  const bob = await rig.member('two', 'bob');
  ann.send({ type: 'signal', to: bob.id, payload: { kind: 'x' } });
  ann.send({ type: 'state', request: 1, state: { revision: 1, sources: [] } });
  await ann.next('done');
  const cyd = await rig.member('two', 'cyd');
  cyd.send({ type: 'signal', to: bob.id, payload: { kind: 'y' } });
  expect((await bob.next('signal')).payload).toEqual({ kind: 'y' });
});

test('payloads, states and names are passed on', async () => {
  const rig = await start();
  const ann = await rig.member('room', 'ann');
  const bob = await rig.member('room', 'bob');
  ann.send({ type: 'signal', to: bob.id, payload: { kind: 'candidate', n: 1 } });
  expect(await bob.next('signal')).toEqual({
    type: 'signal',
    from: ann.id,
    payload: { kind: 'candidate', n: 1 },
  });
  const state = { revision: 1, sources: [{ source: 'screen', muted: false }] };
  ann.send({ type: 'state', request: 7, state });
  expect(await ann.next('done')).toMatchObject({ request: 7 });
  expect(await bob.next('member-state')).toEqual({ type: 'member-state', id: ann.id, state });
  ann.send({ type: 'profile', request: 8, displayName: 'Ann 2' });
  expect(await bob.next('member-profile')).toEqual({
    type: 'member-profile',
    id: ann.id,
    displayName: 'Ann 2',
  });
});

test('leave is told at once and closes the socket normally', async () => {
  const rig = await start();
  const ann = await rig.member('room', 'ann');
  const bob = await rig.member('room', 'bob');
  bob.send({ type: 'leave' });
  expect((await ann.next('member-left')).id).toBe(bob.id);
  expect(await bob.closed).toEqual({ code: 1000, reason: 'left' });
  expect(rig.server.rooms()).toMatchObject([{ members: [{ userId: 'ann' }] }]);
});

test('the same user joining again replaces the older membership', async () => {
  const rig = await start();
  const older = await rig.member('room', 'ann');
  const bob = await rig.member('room', 'bob');
  const newer = await rig.member('room', 'ann');
  expect((await older.next('bye')).reason).toBe('replaced');
  expect((await older.closed).code).toBe(1000);
  expect((await bob.next('member-left')).id).toBe(older.id);
  expect((await bob.next('member-joined')).member.id).toBe(newer.id);
});

test('the server kicks and closes rooms', async () => {
  const rig = await start();
  const ann = await rig.member('room', 'ann');
  const bob = await rig.member('room', 'bob');
  expect(rig.server.kick('room', 'nobody')).toBe(false);
  expect(rig.server.kick('room', 'bob')).toBe(true);
  expect((await bob.next('bye')).reason).toBe('kicked');
  expect((await ann.next('member-left')).id).toBe(bob.id);
  expect(rig.server.closeRoom('elsewhere')).toBe(false);
  expect(rig.server.closeRoom('room')).toBe(true);
  expect((await ann.next('bye')).reason).toBe('room-closed');
  expect(rig.server.rooms()).toEqual([]);
});

test('a shutdown is told to everybody, and nothing is left', async () => {
  const rig = await start();
  const ann = await rig.member('room', 'ann');
  const idle = await rig.client();
  await rig.server.close();
  expect((await ann.next('bye')).reason).toBe('server-shutdown');
  expect((await ann.closed).code).toBe(1001);
  expect((await idle.closed).code).toBe(1001);
  expect(rig.server.sockets).toBe(0);
  expect(rig.clock.pending).toBe(0);
  await expect(RawClient.connect(rig.url)).rejects.toThrow();
});

test('a shutdown does not wait for somebody who has not finished a request', async () => {
  const rig = await start();
  const socket = connect(Number(new URL(rig.url).port), '127.0.0.1');
  const gone = once(socket, 'close');
  await once(socket, 'connect');
  socket.write('GET / HTTP/1.1\r\n');
  // Accepted later than that connection.
  await rig.client();
  await rig.server.close();
  await gone;
});

test('moderators act on others; others may not', async () => {
  const verify = ({ userId }: { userId: string }): Promise<{ role: string }> =>
    Promise.resolve({ role: userId === 'ann' ? 'host' : 'guest' });
  const rig = await start({ verify });
  const ann = await rig.member('room', 'ann');
  const bob = await rig.member('room', 'bob');
  bob.send({ type: 'moderate', request: 1, action: 'kick', target: ann.id });
  expect(await bob.next('failed')).toMatchObject({ request: 1, code: 'forbidden' });
  ann.send({ type: 'moderate', request: 2, action: 'mute', target: bob.id, source: 'microphone' });
  expect(await bob.next('moderated')).toMatchObject({ action: 'mute', source: 'microphone' });
  ann.send({ type: 'moderate', request: 3, action: 'kick', target: bob.id });
  expect((await bob.next('bye')).reason).toBe('kicked');
  ann.send({ type: 'moderate', request: 4, action: 'kick', target: bob.id });
  expect(await ann.next('failed')).toMatchObject({ request: 4, code: 'invalid-argument' });
  ann.send({ type: 'moderate', request: 5, action: 'close-room' });
  expect((await ann.next('bye')).reason).toBe('room-closed');
});

test('a second server may share the HTTP server with something else', async () => {
  const { createServer } = await import('node:http');
  const { WebSocketServer } = await import('ws');
  const http = createServer();
  const elsewhere = new WebSocketServer({ noServer: true });
  http.on('upgrade', (request, socket, head) => {
    if (request.url === '/other')
      elsewhere.handleUpgrade(request, socket, head, (client) => client.close(4000, 'other'));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { createSignallingServer } = await import('../src/server.ts');
  const server = createSignallingServer({ server: http });
  const { port } = await server.listening;
  const other = await RawClient.connect(`ws://127.0.0.1:${port}/other`);
  expect((await other.closed).reason).toBe('other');
  const ann = await RawClient.connect(`ws://127.0.0.1:${port}/signalling`);
  await ann.join('room', 'ann');
  await server.close();
  expect((await ann.closed).code).toBe(1001);
  elsewhere.close();
  await new Promise((resolve) => http.close(resolve));
});

test('exactly one of server and port is needed', async () => {
  const { createSignallingServer } = await import('../src/server.ts');
  expect(() => createSignallingServer({})).toThrow(TypeError);
});
