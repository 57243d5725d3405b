import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { AdmissionGrant } from '../src/server.ts';
import { RawClient } from '../test/support/raw-client.ts';
import { hears, moves, sees } from './support/expectations.ts';
import { Lab, type Tab } from './support/lab.ts';
import { startSignalling, type TestSignalling } from './support/start-signalling.ts';

let lab: Lab;
let server: TestSignalling | undefined;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});
afterEach(async () => {
  await lab.clear();
  await server?.close();
  server = undefined;
});

const ann = { room: 'room', userId: 'ann', hue: 0, tone: 500, publish: ['camera', 'microphone'] } as const;
const bob = { room: 'room', userId: 'bob', hue: 240, tone: 1200, publish: ['camera', 'microphone'] } as const;

async function twoTabs(): Promise<[Tab, Tab]> {
  const [one, other] = await lab.tabs(2);
  if (!one || !other) throw new Error('two tabs');
  return [one, other];
}

type Hostile = RawClient & { readonly victimId: string };

/** Somebody who speaks the signalling by hand. Of two the one with the smaller id offers: Eve comes until she has the one she wants. */
async function hostileMember(url: string, eveOffers: boolean): Promise<Hostile> {
  for (;;) {
    const client = await RawClient.connect(url);
    const { id, members } = await client.join('room', 'eve');
    const victimId = members.find(({ userId }) => userId === 'ann')?.id ?? '';
    if (id < victimId === eveOffers) return Object.assign(client, { victimId });
    client.send({ type: 'leave' });
    await client.closed;
  }
}

const offer = {
  kind: 'description',
  description: { type: 'offer', sdp: 'v=0\r\n' },
  mids: { microphone: '0', camera: '1', screen: '2', 'screen-audio': '3' },
} as const;

test.each([
  {
    what: 'asks 290 times for another connection',
    eveOffers: false,
    payload: (connection: number) => ({ kind: 'reconnect', connection }),
  },
  {
    what: 'offers 290 connections',
    eveOffers: true,
    payload: (connection: number) => ({ ...offer, connection }),
  },
] as const)(
  'a member who $what gets nine at most, and the others talk on',
  async ({ eveOffers, payload }) => {
    server = await startSignalling();
    const { url } = server;
    const [one, other] = await twoTabs();
    await one.rig('join', { ...ann, url });
    await other.rig('join', { ...bob, url });
    await sees(other, 'ann', ann.hue);
    const eve = await hostileMember(url, eveOffers);
    const tell = async (displayName: string): Promise<void> => {
      eve.send({ type: 'profile', request: 1, displayName });
      await one.rig('waitFact', 'participantUpdated', { displayName }, 5000);
    };
    await tell('Eve is here');
    const before = (await one.rig('counts')).made;
    // What the server lets one socket send at once is what the page has to bear.
    for (let connection = 1; connection <= 290; connection += 1) {
      eve.send({ type: 'signal', to: eve.victimId, payload: payload(connection) });
    }
    await tell('Eve has sent all');
    const { made, open } = await one.rig('counts');
    console.log(`290 asked for: ${String(made - before)} made, ${String(open)} open`);
    expect(made - before).toBeGreaterThan(0);
    expect(made - before).toBeLessThanOrEqual(9);
    expect(open).toBe(2);
    await moves(other, 'ann');
    await moves(one, 'bob');
    await hears(one, 'bob', bob.tone);
    eve.socket.terminate();
  },
);

test('a member who makes 290 offers for one connection is heard as often as repairs need it', async () => {
  server = await startSignalling();
  const [one] = await twoTabs();
  await one.rig('join', { ...ann, url: server.url });
  const eve = await hostileMember(server.url, true);
  await one.rig('waitFact', 'participantJoined', { userId: 'eve' }, 2000);
  const before = (await one.rig('counts')).negotiations;
  for (let count = 0; count < 290; count += 1) {
    eve.send({ type: 'signal', to: eve.victimId, payload: { ...offer, connection: 1 } });
  }
  eve.send({ type: 'profile', request: 1, displayName: 'Eve has sent all' });
  await one.rig('waitFact', 'participantUpdated', { displayName: 'Eve has sent all' }, 5000);
  // The browser takes them one after another.
  await expect.poll(async () => (await one.rig('counts')).negotiations - before).toBe(16);
  eve.socket.terminate();
});

const rights = (grant: AdmissionGrant): string => JSON.stringify(grant);

test('a right that a renewed credential takes away is told to the others, and what is published beyond it ends', async () => {
  server = await startSignalling({
    verify: ({ credential = '{}' }) => Promise.resolve(JSON.parse(credential) as AdmissionGrant),
  });
  const { url } = server;
  const [one, other] = await twoTabs();
  const fewer = rights({ role: 'audience', permissions: { publish: ['microphone'], messages: false } });
  await one.rig('join', {
    ...ann,
    url,
    credentials: [rights({ role: 'host' }), fewer, rights({ role: 'host' })],
  });
  await other.rig('join', { ...bob, url });
  await sees(other, 'ann', ann.hue);
  await hears(other, 'ann', ann.tone);

  await one.rig('renew');
  const permissions = { publish: ['microphone'], subscribe: true, sendMessages: false, moderate: false };
  expect((await one.rig('waitFact', 'permissionsChanged', {}, 2000)).fact).toEqual({
    permissions,
    role: 'audience',
  });
  await one.rig('waitFact', 'localUnpublishedByServer', { source: 'camera' }, 2000);
  expect((await other.rig('waitFact', 'participantUpdated', { remoteId: 'ann' }, 2000)).fact).toMatchObject({
    permissions,
    role: 'audience',
  });
  await other.rig('waitFact', 'sourceUnpublished', { remoteId: 'ann', source: 'camera' }, 2000);
  // Not only told: no picture goes out any more, and the sound goes on.
  await expect.poll(async () => (await one.rig('senders', 'bob')).map(({ kind }) => kind)).toEqual(['audio']);
  await hears(other, 'ann', ann.tone);

  // What was taken can be given again.
  await one.rig('renew');
  expect(await one.rig('publish', ['microphone', 'camera'])).toEqual([]);
  await other.rig('waitFact', 'sourcePublished', { remoteId: 'ann', source: 'camera' }, 2000);
});
