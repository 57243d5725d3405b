import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RawClient } from './support/raw-client.ts';
import { ServerRig } from './support/server-rig.ts';

let rig: ServerRig;
beforeEach(async () => {
  rig = await ServerRig.start({ heartbeatMs: 5000, resumeMs: 10_000, limits: { queuedFrames: 5 } });
});
afterEach(async () => {
  await rig.stop();
});

type Member = Awaited<ReturnType<ServerRig['member']>>;

async function two(): Promise<[Member, Member]> {
  const ann = await rig.member('room', 'ann');
  const bob = await rig.member('room', 'bob');
  await ann.next('member-joined');
  return [ann, bob];
}

async function resume(session: string, received: number): Promise<RawClient> {
  const client = await rig.client();
  client.send({ type: 'resume', protocol: 1, session, received });
  return client;
}

test('a member whose socket is lost gets what it missed, in order, each once', async () => {
  const [ann, bob] = await two();
  ann.send({ type: 'signal', to: bob.id, payload: { n: 1 } });
  await bob.next('signal');
  bob.send({ type: 'signal', to: ann.id, payload: { n: 9 } });
  await ann.next('signal');
  bob.socket.terminate();
  expect((await ann.next('member-suspended')).id).toBe(bob.id);
  for (const n of [2, 3, 4]) ann.send({ type: 'signal', to: bob.id, payload: { n } });
  ann.send({ type: 'profile', request: 1, displayName: 'Ann' });
  await ann.next('done');
  const again = await resume(bob.session, 1);
  expect(await again.next('resumed')).toEqual({ type: 'resumed', received: 1 });
  expect(again.frames.map((frame) => ('payload' in frame ? frame.payload : frame.type))).toEqual([
    { n: 2 },
    { n: 3 },
    { n: 4 },
    'member-profile',
    'resumed',
  ]);
  expect((await ann.next('member-resumed')).id).toBe(bob.id);
  ann.send({ type: 'signal', to: bob.id, payload: { n: 5 } });
  expect((await again.next('signal')).payload).toEqual({ n: 5 });
});

test('a member who does not come back is gone after the bound', async () => {
  const [ann, bob] = await two();
  bob.socket.terminate();
  await ann.next('member-suspended');
  rig.clock.advance(9999);
  ann.send({ type: 'state', request: 1, state: { revision: 1, sources: [] } });
  await ann.next('done');
  expect(ann.frames.some(({ type }) => type === 'member-left')).toBe(false);
  rig.clock.advance(1);
  expect((await ann.next('member-left')).id).toBe(bob.id);
  const again = await resume(bob.session, 0);
  await again.next('resume-refused');
  // The same socket may join anew.
  const welcome = await again.join('room', 'bob');
  expect(welcome.id).not.toBe(bob.id);
});

test('a queue that ran over makes the session start anew, and holds no more than allowed', async () => {
  const [ann, bob] = await two();
  bob.socket.terminate();
  await ann.next('member-suspended');
  for (let n = 0; n < 8; n += 1) ann.send({ type: 'signal', to: bob.id, payload: { n } });
  ann.send({ type: 'state', request: 1, state: { revision: 1, sources: [] } });
  await ann.next('done');
  await (await resume(bob.session, 0)).next('resume-refused');
});

test.each([
  ['more than was ever sent', 77],
  ['an unknown session', 0],
])('a resume with %s is refused', async (name, received) => {
  const [, bob] = await two();
  await (await resume(name === 'an unknown session' ? 'x' : bob.session, received)).next('resume-refused');
});

test('a session goes on over the newest socket', async () => {
  const [ann, bob] = await two();
  const again = await resume(bob.session, 0);
  await again.next('resumed');
  expect((await bob.closed).code).toBe(4409);
  ann.send({ type: 'signal', to: bob.id, payload: { n: 1 } });
  await again.next('signal');
  expect(ann.frames.some(({ type }) => type === 'member-suspended' || type === 'member-left')).toBe(false);
});

test('heartbeats keep a member; silence loses it', async () => {
  const [ann, bob] = await two();
  for (let beat = 0; beat < 5; beat += 1) {
    rig.clock.advance(5000);
    await ann.next('heartbeat');
    ann.send({ type: 'heartbeat', received: 0 });
    ann.send({ type: 'profile', request: beat, displayName: 'Ann' });
    await ann.next('done');
  }
  // Bob has answered none.
  expect((await bob.closed).code).toBe(1006);
  expect(ann.frames.find(({ type }) => type === 'member-left')).toMatchObject({ id: bob.id });
});

test('a heartbeat tells how much has come, and frees what is known', async () => {
  const [ann, bob] = await two();
  ann.send({ type: 'signal', to: bob.id, payload: { n: 1 } });
  await bob.next('signal');
  bob.send({ type: 'heartbeat', received: 1 });
  bob.send({ type: 'profile', request: 1, displayName: 'B' });
  await bob.next('done');
  rig.clock.advance(5000);
  expect((await bob.next('heartbeat')).received).toBe(1);
  bob.socket.terminate();
  await ann.next('member-suspended');
  // Frame 1 is forgotten: a client that says it has nothing cannot go on.
  await (await resume(bob.session, 0)).next('resume-refused');
});
