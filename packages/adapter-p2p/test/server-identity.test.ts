import { afterEach, expect, test } from 'vitest';
import type { AdmissionGrant, AdmissionRequest, SignallingServerOptions } from '../src/server.ts';
import { joinFrame, type RawClient } from './support/raw-client.ts';
import { ServerRig } from './support/server-rig.ts';

let rig: ServerRig;
afterEach(() => rig.stop());

/** Credentials of these tests are the grant itself, as JSON. */
const verify: SignallingServerOptions['verify'] = ({ credential = '{}' }) =>
  Promise.resolve(JSON.parse(credential) as AdmissionGrant);
const start = async (options: Partial<SignallingServerOptions> = {}): Promise<void> => {
  rig = await ServerRig.start({ verify, ...options });
};
const granted = (grant: AdmissionGrant): { credential: string } => ({ credential: JSON.stringify(grant) });
const published = (...sources: readonly string[]): object => ({
  revision: 1,
  sources: sources.map((source) => ({ source, muted: false })),
});

async function refusedWith(client: RawClient, frame: object): Promise<string> {
  client.send(frame);
  const { code } = await client.next('refused');
  expect((await client.closed).code).toBe(4403);
  return code;
}

test('a stranger with a credential for a user who is present is refused, and that user notices nothing', async () => {
  await start();
  const ann = await rig.member('room', 'ann', granted({ holder: 'one' }));
  const bob = await rig.member('room', 'bob');
  for (const grant of [{ holder: 'other' }, {}]) {
    expect(await refusedWith(await rig.client(), joinFrame('room', 'ann', granted(grant)))).toBe('forbidden');
  }
  expect(await refusedWith(await rig.client(), joinFrame('room', 'bob', granted({ holder: 'other' })))).toBe(
    'forbidden',
  );
  for (const member of [ann, bob]) {
    member.send({ type: 'state', request: 1, state: published() });
    expect(await member.next('done')).toMatchObject({ request: 1 });
    expect(member.frames.map(({ type }) => type)).not.toContain('bye');
  }
});

test('a stranger is refused while the connection of the user is lost, too', async () => {
  await start();
  const ann = await rig.member('room', 'ann', granted({ holder: 'one' }));
  const bob = await rig.member('room', 'bob');
  ann.socket.terminate();
  await bob.next('member-suspended');
  expect(await refusedWith(await rig.client(), joinFrame('room', 'ann', granted({ holder: 'two' })))).toBe(
    'forbidden',
  );
});

test('the same holder replaces the older tab', async () => {
  await start();
  const older = await rig.member('room', 'ann', granted({ holder: 'one' }));
  const newer = await rig.member('room', 'ann', granted({ holder: 'one' }));
  expect(await older.next('bye')).toMatchObject({ reason: 'replaced' });
  expect(rig.server.rooms()).toMatchObject([{ members: [{ id: newer.id }] }]);
});

test('a check sees who is present', async () => {
  const seen: AdmissionRequest['present'][] = [];
  await start({
    verify: ({ present }) => {
      seen.push(present);
      return Promise.resolve({ holder: 'one' });
    },
  });
  await rig.member('room', 'ann');
  await rig.member('room', 'ann');
  await rig.member('other', 'ann');
  expect(seen).toEqual([undefined, { holder: 'one', connected: true }, undefined]);
});

test('a name that the credential fixes is not changed by a frame, and is by a renewed credential', async () => {
  await start();
  const ann = await rig.member('room', 'ann', granted({ displayName: 'Ann' }));
  const bob = await rig.member('room', 'bob');
  ann.send({ type: 'profile', request: 1, displayName: 'The chairman' });
  expect(await ann.next('failed')).toMatchObject({ request: 1, code: 'forbidden' });
  ann.send({ type: 'profile', request: 2, displayName: 'Ann' });
  expect(await ann.next('done')).toMatchObject({ request: 2 });
  ann.send({ type: 'renew', request: 3, ...granted({ displayName: 'Ann B.' }) });
  expect(await ann.next('done')).toMatchObject({ request: 3 });
  const names = async (): Promise<string> => (await bob.next('member-profile')).displayName;
  expect(await names()).toBe('Ann');
  expect(await names()).toBe('Ann B.');
  bob.send({ type: 'profile', request: 1, displayName: 'Robert' });
  expect(await ann.next('member-profile')).toMatchObject({ displayName: 'Robert' });
});

test('rights that a renewed credential takes away are told, and what is published beyond them is withdrawn', async () => {
  await start();
  const ann = await rig.member('room', 'ann', { state: published('microphone', 'camera') });
  const bob = await rig.member('room', 'bob');
  const fewer: AdmissionGrant = {
    role: 'audience',
    permissions: { publish: ['microphone'], messages: false },
  };
  ann.send({ type: 'renew', request: 1, ...granted(fewer) });
  const permissions = { publish: ['microphone'], subscribe: true, sendMessages: false, moderate: false };
  expect(await bob.next('member-rights')).toEqual({
    type: 'member-rights',
    id: ann.id,
    permissions,
    role: 'audience',
  });
  expect(await bob.next('member-state')).toMatchObject({
    id: ann.id,
    state: { revision: 2, sources: [{ source: 'microphone', muted: false }] },
  });
  expect(await ann.next('rights')).toEqual({ type: 'rights', permissions, role: 'audience' });
  expect(await ann.next('done')).toMatchObject({ request: 1 });
  ann.send({ type: 'state', request: 2, state: { ...published('camera'), revision: 3 } });
  expect(await ann.next('failed')).toMatchObject({ request: 2, code: 'forbidden' });
  // Whoever comes now is told the same.
  const cleo = await rig.client();
  const { members } = await cleo.join('room', 'cleo');
  expect(members.find(({ id }) => id === ann.id)).toMatchObject({
    permissions,
    state: { sources: [{ source: 'microphone' }] },
  });
});

test('a renewal that changes no right is told to nobody', async () => {
  await start();
  const ann = await rig.member('room', 'ann');
  const bob = await rig.member('room', 'bob');
  ann.send({ type: 'renew', request: 1, ...granted({}) });
  await ann.next('done');
  ann.send({ type: 'signal', to: bob.id, payload: { last: true } });
  await bob.next('signal');
  expect(bob.frames.map(({ type }) => type)).toEqual(['welcome', 'signal']);
});

test('a renewal with a credential that was made for another client is refused', async () => {
  await start();
  const ann = await rig.member('room', 'ann', granted({ holder: 'one' }));
  ann.send({ type: 'renew', request: 1, ...granted({ holder: 'other' }) });
  expect(await ann.next('failed')).toMatchObject({ request: 1, code: 'forbidden' });
});

test('a one-time credential admits one of twenty who show it at once', async () => {
  await start();
  const once = granted({ oneTimeId: 'id-1', expiresAt: 2_000_000 });
  const clients = await Promise.all(Array.from({ length: 20 }, () => rig.client()));
  for (const [index, client] of clients.entries()) {
    client.send(joinFrame('room', `user-${String(index)}`, once));
  }
  const answers = await Promise.all(
    clients.map((client) => Promise.race([client.next('welcome'), client.next('refused')])),
  );
  expect(answers.filter(({ type }) => type === 'welcome')).toHaveLength(1);
  expect(rig.server.rooms().flatMap(({ members }) => members)).toHaveLength(1);
});

test('a one-time credential admits once', async () => {
  await start();
  const once = granted({ oneTimeId: 'id-1', expiresAt: 2_000_000 });
  const ann = await rig.member('room', 'ann', once);
  expect(await refusedWith(await rig.client(), joinFrame('room', 'ann', once))).toBe('credential-invalid');
  expect(await refusedWith(await rig.client(), joinFrame('room', 'bob', once))).toBe('credential-invalid');
  ann.send({ type: 'renew', request: 1, ...once });
  expect(await ann.next('failed')).toMatchObject({ code: 'credential-invalid' });
  ann.send({ type: 'renew', request: 2, ...granted({ oneTimeId: 'id-2', expiresAt: 2_000_000 }) });
  expect(await ann.next('done')).toMatchObject({ request: 2 });
});
