import { afterEach, expect, test } from 'vitest';
import type { VerifyCredential } from '../src/server.ts';
import { joinFrame, RawClient } from './support/raw-client.ts';
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

class Refusal extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Credentials of these tests: `room/user/expiresAt`. */
const verify: VerifyCredential = ({ credential = '', room, userId }) => {
  const [forRoom, forUser, expiresAt] = credential.split('/');
  if (forRoom !== room || forUser !== userId)
    return Promise.reject(new Refusal('forbidden', 'For another room or user.'));
  return Promise.resolve({ expiresAt: Number(expiresAt), permissions: { publish: ['microphone'] } });
};

test('a credential opens its own room to its own user only', async () => {
  const rig = await start({ verify });
  const ann = await rig.client();
  const credential = `room/ann/${rig.clock.now() + 5000}`;
  const welcome = await ann.join('room', 'ann', { credential });
  expect(welcome).toMatchObject({
    credentialExpiresInMs: 5000,
    permissions: { publish: ['microphone'], moderate: false },
  });
  for (const frame of [
    joinFrame('other', 'ann', { credential }),
    joinFrame('room', 'bob', { credential }),
    joinFrame('room', 'ann'),
  ]) {
    const client = await rig.client();
    client.send(frame);
    expect(await client.next('refused')).toMatchObject({
      code: 'forbidden',
      message: 'For another room or user.',
    });
    expect((await client.closed).code).toBe(4403);
  }
  expect(ann.socket.readyState).toBe(ann.socket.OPEN);
  expect(rig.server.developmentMode).toBe(false);
});

test('an unexpected failure of the check tells the client nothing about it', async () => {
  const rig = await start({ verify: () => Promise.reject(new Error('password of the database')) });
  const client = await rig.client();
  client.send(joinFrame('room', 'ann', { credential: 'x' }));
  const refused = await client.next('refused');
  expect(refused.code).toBe('server-error');
  expect(refused.message).not.toContain('password');
});

test('a membership ends with its credential, unless that is renewed', async () => {
  const rig = await start({ verify, heartbeatMs: 1_000_000 });
  const end = rig.clock.now() + 5000;
  const ann = await rig.member('room', 'ann', { credential: `room/ann/${end}` });
  const bob = await rig.member('room', 'bob', { credential: `room/bob/${end}` });
  ann.send({ type: 'renew', request: 1, credential: `room/bob/${end}` });
  expect(await ann.next('failed')).toMatchObject({ code: 'forbidden' });
  ann.send({ type: 'renew', request: 2, credential: `room/ann/${end + 10_000}` });
  expect(await ann.next('done')).toMatchObject({ request: 2, credentialExpiresInMs: 15_000 });
  rig.clock.advance(5000);
  expect((await bob.next('bye')).reason).toBe('credential-expired');
  expect((await ann.next('member-left')).id).toBe(bob.id);
  rig.clock.advance(10_000);
  expect((await ann.next('bye')).reason).toBe('credential-expired');
});

test('what the credential does not allow is not announced', async () => {
  const rig = await start({ verify });
  const far = rig.clock.now() + 100_000;
  const sources = [
    { source: 'camera', muted: false },
    { source: 'microphone', muted: false },
  ];
  const ann = await rig.member('room', 'ann', {
    credential: `room/ann/${far}`,
    state: { revision: 1, sources },
  });
  const bob = await rig.client();
  const welcome = await bob.join('room', 'bob', { credential: `room/bob/${far}` });
  expect(welcome.members[0]?.state.sources).toEqual([{ source: 'microphone', muted: false }]);
  ann.send({ type: 'state', request: 1, state: { revision: 2, sources } });
  expect(await ann.next('failed')).toMatchObject({ code: 'forbidden' });
});

test('pages of other origins are turned away', async () => {
  const rig = await start({ origins: ['https://call.example'] });
  await expect(RawClient.connect(rig.url, { origin: 'https://evil.example' })).rejects.toThrow('HTTP 403');
  await expect(RawClient.connect(rig.url)).rejects.toThrow('HTTP 403');
  const client = await rig.client({ origin: 'https://call.example' });
  await client.join('room', 'ann');
});

test('the number of members, rooms and waiting sockets is bounded', async () => {
  const rig = await start({ limits: { members: 2, rooms: 1, pendingSockets: 2, sockets: 4 } });
  await rig.member('room', 'ann');
  await rig.member('room', 'bob');
  const third = await rig.client();
  third.send(joinFrame('room', 'cyd'));
  expect(await third.next('refused')).toMatchObject({ code: 'room-full' });
  await third.closed;
  const other = await rig.client();
  other.send(joinFrame('more', 'cyd'));
  expect(await other.next('refused')).toMatchObject({ code: 'rate-limited' });
  await other.closed;
  await rig.client();
  await rig.client();
  await expect(RawClient.connect(rig.url)).rejects.toThrow('HTTP 503');
});

test('a user who is in a full room may come again', async () => {
  const rig = await start({ limits: { members: 2 } });
  await rig.member('room', 'ann');
  const bob = await rig.member('room', 'bob');
  await rig.member('room', 'bob');
  expect((await bob.next('bye')).reason).toBe('replaced');
});

test('whoever does not join in time is closed', async () => {
  const rig = await start({ joinMs: 3000 });
  const client = await rig.client();
  rig.clock.advance(3000);
  expect((await client.closed).code).toBe(4408);
});
