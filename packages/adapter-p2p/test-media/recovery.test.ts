import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { TcpGate } from '../test/support/tcp-gate.ts';
import { hears, hearsNothing, moves, sees } from './support/expectations.ts';
import { Lab, type Tab } from './support/lab.ts';
import { startSignalling, type TestSignalling } from './support/start-signalling.ts';
import { UdpRelays } from './support/udp-relays.ts';

let lab: Lab;
let server: TestSignalling;
let gate: Awaited<ReturnType<typeof TcpGate.open>>;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});
beforeEach(async () => {
  server = await startSignalling();
  gate = await TcpGate.open(server.port);
});
afterEach(async () => {
  await lab.clear();
  gate.close();
  await server.close();
});

const ann = { room: 'room', userId: 'ann', hue: 0, tone: 500, publish: ['camera', 'microphone'] } as const;
const bob = { room: 'room', userId: 'bob', hue: 240, tone: 1200, publish: ['camera', 'microphone'] } as const;

/** Ann reaches the server through the gate, Bob directly. */
async function call(): Promise<[Tab, Tab]> {
  const [one, other] = await lab.tabs(2);
  if (!one || !other) throw new Error('two tabs');
  await one.rig('join', { ...ann, url: gate.url, reconnectMs: 20_000 });
  await other.rig('join', { ...bob, url: server.url });
  await sees(other, 'ann', ann.hue);
  await sees(one, 'bob', bob.hue);
  await hears(other, 'ann', ann.tone);
  return [one, other];
}

/** Lets real time pass: a cut of so many seconds is what the test is about. */
const cutFor = async (ms: number): Promise<void> => {
  gate.cut();
  await new Promise((resolve) => setTimeout(resolve, ms));
  gate.mend();
};

test('a signalling cut of five seconds is resumed, and the media went on all the while', async () => {
  const [one, other] = await call();
  const cut = cutFor(5000);
  await one.rig('waitFact', 'connectionInterrupted', {}, 2000);
  await other.rig('waitFact', 'participantInterrupted', { remoteId: 'ann' }, 2000);
  await moves(other, 'ann');
  // Mute does not wait for signalling: the others hear of it over the data channel.
  const muted = one.rig('setMuted', 'microphone', true);
  await other.rig('waitFact', 'sourceMuted', { remoteId: 'ann', source: 'microphone', muted: true }, 2000);
  await hearsNothing(other, 'ann');
  await cut;
  await one.rig('waitFact', 'connectionRestored', { mode: 'resumed' }, 6000);
  await other.rig('waitFact', 'participantRestored', { remoteId: 'ann' }, 2000);
  await muted;
  await moves(one, 'bob');
  expect((await one.rig('counts')).negotiations).toBe(1);
});

test('after a server that lost its memory everybody is found again', async () => {
  const [one, other] = await call();
  const { port } = server;
  gate.cut();
  await one.rig('waitFact', 'connectionInterrupted', {}, 2000);
  // Sockets break without a goodbye, as in a crash.
  server.crash();
  await other.rig('waitFact', 'connectionInterrupted', {}, 2000);
  server = await startSignalling({ port });
  gate.mend();
  await one.rig('waitFact', 'connectionRestored', { mode: 'restarted' }, 8000);
  await other.rig('waitFact', 'connectionRestored', { mode: 'restarted' }, 8000);
  await sees(other, 'ann', ann.hue);
  await hears(other, 'ann', ann.tone);
  await moves(other, 'ann');
  await sees(one, 'bob', bob.hue);
  await moves(one, 'bob');
  expect((await one.rig('counts')).open).toBe(1);
});

/** Until both ask for another way over the connection they have: that a restart takes longer makes them begin anew. */
const untilRestarted = async (tabs: readonly Tab[]): Promise<void> => {
  for (const tab of tabs)
    await expect
      .poll(async () => (await tab.rig('counts')).negotiations, {
        timeout: 10_000,
        message: 'an ICE restart',
      })
      .toBeGreaterThan(1);
};
const forFortySeconds = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 40_000));

test(
  'media that is cut for a few seconds is reported for that participant only, and comes back over the same connection, by an ICE restart',
  { timeout: 120_000 },
  async () => {
    const tabs = await withMediaCut(untilRestarted);
    // By itself the browser asks for a key frame after seconds: each side sends one, and asks for the other's.
    for (const tab of tabs)
      await expect
        .poll(async () => (await tab.rig('counts')).keyFrames, { message: 'key frames after the gap' })
        .toBeGreaterThan(1);
    expect(await isWhole(tabs)).toBe(1);
  },
);

test(
  'media that is cut for 40 s is reported for that participant only, and comes back over a new connection',
  { tags: ['long'], timeout: 120_000 },
  async () => {
    const tabs = await withMediaCut(forFortySeconds);
    expect(await isWhole(tabs)).toBeGreaterThan(1);
  },
);

/** A call whose media alone was cut until `pass` resolved, and is restored for both. */
async function withMediaCut(
  pass: (tabs: readonly [Tab, Tab]) => Promise<void>,
): Promise<readonly [Tab, Tab]> {
  const [one, other] = await lab.tabs(2);
  if (!one || !other) throw new Error('two tabs');
  const relays = new UdpRelays();
  onTestFinished(() => relays.close());
  for (const { page } of [one, other]) {
    await page.exposeFunction('relayPort', (address: string, port: number) => relays.portFor(address, port));
  }
  await one.rig('join', { ...ann, url: server.url });
  await other.rig('join', { ...bob, url: server.url });
  await sees(one, 'bob', bob.hue);
  await hears(other, 'ann', ann.tone);
  relays.cut();
  await one.rig('waitFact', 'participantInterrupted', { remoteId: 'bob' }, 15_000);
  await other.rig('waitFact', 'participantInterrupted', { remoteId: 'ann' }, 15_000);
  await pass([one, other]);
  relays.mend();
  await one.rig('waitFact', 'participantRestored', { remoteId: 'bob' }, 40_000);
  await other.rig('waitFact', 'participantRestored', { remoteId: 'ann' }, 5000);
  return [one, other];
}

/** Both see and hear each other again, and only the other was told of; resolves with the number of connections that were made. */
async function isWhole([one, other]: readonly [Tab, Tab]): Promise<number> {
  // After a gap the browsers begin at 30 kbit/s: the key frame alone takes seconds then.
  await moves(one, 'bob', 'camera', 15_000);
  await sees(one, 'bob', bob.hue);
  await moves(other, 'ann', 'camera', 15_000);
  await hears(other, 'ann', ann.tone);
  const names = (await one.rig('facts')).map(({ name }) => name);
  expect(names).not.toContain('connectionInterrupted');
  const { made, open, negotiations } = await one.rig('counts');
  expect(open).toBe(1);
  expect(negotiations).toBeGreaterThan(1);
  return made;
}

test('a connection that is broken for good is made anew', { tags: ['long'], timeout: 60_000 }, async () => {
  const [one, other] = await call();
  await other.rig('breakConnections');
  await sees(one, 'bob', bob.hue);
  await one.rig('waitFact', 'participantInterrupted', { remoteId: 'bob' }, 20_000);
  await one.rig('waitFact', 'participantRestored', { remoteId: 'bob' }, 25_000);
  await moves(one, 'bob');
  await moves(other, 'ann');
});

test('a moderator mutes and removes', async () => {
  const [one, other] = await call();
  await one.rig('moderate', 'mute', 'bob');
  await other.rig('waitFact', 'localMutedByServer', { source: 'microphone' }, 2000);
  await one.rig('waitFact', 'sourceMuted', { remoteId: 'bob', source: 'microphone', muted: true }, 2000);
  await one.rig('moderate', 'kick', 'bob');
  await other.rig('waitFact', 'ended', { reason: 'kicked' }, 2000);
  await one.rig('waitFact', 'participantLeft', { remoteId: 'bob' }, 2000);
  expect((await other.rig('counts')).open).toBe(0);
});

test('a server that stops says so', async () => {
  const [one, other] = await call();
  await server.close();
  await one.rig('waitFact', 'ended', { reason: 'server-shutdown' }, 2000);
  await other.rig('waitFact', 'ended', { reason: 'server-shutdown' }, 2000);
  expect((await one.rig('counts')).open).toBe(0);
});
