import { TrackSource } from 'livekit-server-sdk';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { putOut } from '../test-contract/server/put-out.ts';
import type { BareMethods } from './pages/bare.ts';
import type { RigMethods } from './pages/rig.ts';
import { hears, hearsNothing, sees } from './support/expectations.ts';
import { Lab, type Remote } from './support/lab.ts';

const ann = { userId: 'ann', hue: 0, tone: 500 };
const bob = { userId: 'bob', hue: 240, tone: 1200 };
const timeout = 10_000;
/** So long after its end the server still takes a token. */
const leewaySeconds = 60;

let lab: Lab;
let rooms = 0;

beforeAll(async () => {
  lab = await Lab.open();
});
afterEach(async (context) => {
  if (context.task.result?.state === 'fail') console.log(lab.log());
  await lab.clear();
});
afterAll(async () => {
  await lab.close();
});

interface Call {
  readonly room: string;
  readonly rig: Remote<RigMethods>;
  readonly bare: Remote<BareMethods>;
}

/** Ann has a session with camera and microphone, Bob the vendor's SDK alone. */
async function call({ bobPublishes = false } = {}): Promise<Call> {
  const room = `room-${String((rooms += 1))}`;
  const [rig, bare] = await Promise.all([lab.rig(), lab.bare()]);
  const token = await lab.token({ room, userId: 'bob', name: 'Bob' });
  await bare.join({ url: lab.server.url, token, ...bob, publish: bobPublishes });
  const ticket = await lab.ticket({ room, ...ann, name: 'Ann', publish: ['camera', 'microphone'] });
  expect(await rig.join(ticket)).toBeUndefined();
  return { room, rig, bare };
}

/**
 * The energy of all that the microphone's sender has taken, after one more second. The browser's meter keeps the loudest sample of
 * the last moment and lets it decay: a second on nothing of it is left, and what grows is sound.
 */
async function silentEnergy(rig: Remote<RigMethods>): Promise<number> {
  const { duration } = await rig.sent('microphone');
  await expect
    .poll(async () => (await rig.sent('microphone')).duration, { timeout, message: 'a second of silence' })
    .toBeGreaterThan(duration + 1);
  return (await rig.sent('microphone')).energy;
}

async function until<Value>(
  read: () => Promise<Value>,
  wanted: Value,
  message: string,
  bound = timeout,
): Promise<void> {
  await expect.poll(read, { timeout: bound, message }).toEqual(wanted);
}

test('a session and the bare SDK see and hear each other, and a leave clears everything', async () => {
  const { rig, bare } = await call({ bobPublishes: true });
  expect((await rig.people()).map(({ userId, displayName }) => [userId, displayName])).toEqual([
    ['bob', 'Bob'],
  ]);
  await sees(bare, ann);
  await hears(bare, ann);
  await sees(rig, bob);
  await hears(rig, bob);
  await bare.setMuted('camera', true);
  await until(async () => (await rig.people())[0]?.sources['camera'], true, 'the far mute');
  await rig.leave();
  await until(() => bare.people(), [], 'the leave');
  expect(await rig.states()).toEqual(['joining', 'joined', 'leaving', 'ended: left']);
  expect(await rig.counts()).toEqual({ connections: 0, captured: 0, elements: 0, workers: 0 });
  expect(rig.errors).toEqual([]);
});

test('a muted microphone is silent whatever the vendor does, and sounds again when unmuted', async () => {
  const { rig, bare } = await call();
  await hears(bare, ann);
  await rig.mute('microphone');
  await until(async () => (await bare.publications('ann'))['microphone'], true, 'the mute');
  await hearsNothing(bare, 'ann');
  // The track is live and told to be enabled: only the gate stands between it and the wire.
  expect(await rig.forceOpen('microphone')).toEqual({ enabled: false, live: true });
  const energy = await silentEnergy(rig);
  expect(energy).toBeGreaterThan(0);
  expect(await silentEnergy(rig)).toBe(energy);
  await hearsNothing(bare, 'ann');
});

test('mute and unmute are seen, and a released camera comes back', async () => {
  const { rig, bare } = await call();
  await sees(bare, ann);
  await rig.mute('camera');
  await rig.mute('microphone');
  await until(() => bare.publications('ann'), { camera: true, microphone: true }, 'both mutes');
  // The camera's light is out; the microphone stays open.
  expect((await rig.counts()).captured).toBe(1);
  await rig.unmute('camera');
  await rig.unmute('microphone');
  await until(() => bare.publications('ann'), { camera: false, microphone: false }, 'both unmutes');
  await sees(bare, ann);
  await hears(bare, ann);
});

test('a vendor that stops what it was given stops nothing of the user', async () => {
  const { rig } = await call();
  await rig.vendorStops();
  expect((await rig.counts()).captured).toBe(2);
});

test('screen and its sound travel beside the camera, and go when disabled', async () => {
  const { rig, bare } = await call();
  await rig.enable('screen');
  await sees(bare, { userId: 'ann', hue: 180, source: 'screen_share' });
  await hears(bare, { userId: 'ann', tone: 1000, source: 'screen_share_audio' });
  await sees(bare, ann);
  await rig.disable('screen');
  await until(() => bare.publications('ann'), { camera: false, microphone: false }, 'the end of the share');
});

test('nothing is received that nobody shows', async () => {
  const { rig, bare } = await call({ bobPublishes: true });
  await hears(rig, bob);
  expect(await rig.received('bob')).toEqual(['microphone']);
  await rig.show('bob', 'camera');
  await sees(rig, bob);
  expect(await bare.people()).toEqual(['ann']);
});

test('the size of a tile decides which layer comes', async () => {
  const own = await Lab.open({ congestionControl: false });
  try {
    const [rig, far] = await Promise.all([own.rig(), own.rig()]);
    const room = 'layers';
    expect(await far.join(await own.ticket({ room, ...bob, publish: ['camera'] }))).toBeUndefined();
    expect(await rig.join(await own.ticket({ room, ...ann }))).toBeUndefined();
    const width = async (): Promise<number> => (await rig.see('bob', 'camera')).width;
    await until(async () => (await rig.people()).map(({ userId }) => userId), ['bob'], 'bob');
    for (const wanted of [320, 640, 320]) {
      await rig.show('bob', 'camera', wanted);
      await until(width, wanted, `a picture of ${String(wanted)}`);
    }
    await sees(rig, bob);
  } finally {
    await own.close();
  }
});

test('messages go to everybody or to those who are named', async () => {
  const { room, rig, bare } = await call();
  const cyd = await lab.rig();
  await cyd.join(await lab.ticket({ room, userId: 'cyd', hue: 120, tone: 2000 }));
  await until(
    async () => (await rig.people()).map(({ userId }) => userId).sort(),
    ['bob', 'cyd'],
    'everybody',
  );
  await bare.say('chat', 'hello 你好 👋');
  await until(() => rig.messages(), [{ topic: 'chat', text: 'hello 你好 👋', from: 'bob' }], 'the greeting');
  expect(await rig.say('secret', 'for cyd', ['cyd'])).toBeUndefined();
  expect(await rig.say('chat', 'last')).toBeUndefined();
  await until(() => bare.messages(), ['last'], 'the last message');
  await until(
    async () => (await cyd.messages()).map(({ text }) => text),
    ['hello 你好 👋', 'for cyd', 'last'],
    'all',
  );
  expect(await rig.say('chat', 'x'.repeat(15_001))).toBe('invalid-argument');
});

test('role, name and permissions come from the grants, and the server changes them', async () => {
  const room = 'grants';
  const rig = await lab.rig();
  const grant = { canPublishSources: [TrackSource.MICROPHONE], canPublishData: false };
  const ticket = await lab.ticket({ room, ...ann, role: 'listener', grant, publish: ['microphone'] });
  expect(await rig.join(ticket)).toBeUndefined();
  expect(await rig.self()).toEqual({ role: 'listener', publish: ['microphone'], messages: false });
  expect(await rig.rename('Anna')).toBe('forbidden');
  await lab.api().updateParticipant(room, 'ann', {
    attributes: { role: 'speaker' },
    permission: { canPublish: true, canSubscribe: true, canPublishData: true, canUpdateMetadata: true },
  });
  await expect
    .poll(() => rig.self(), { timeout })
    .toMatchObject({
      role: 'speaker',
      publish: ['microphone', 'camera', 'screen', 'screen-audio'],
      messages: true,
    });
  expect(await rig.rename('Anna')).toBeUndefined();
  // Metadata is free text that core has no word for.
  await lab.api().updateParticipant(room, 'ann', { metadata: '{"seat":3}' });
  await lab.api().updateRoomMetadata(room, 'a quiz');
  await until(
    () => rig.vendorEvents(),
    ['participantMetadataChanged', 'roomMetadataChanged'],
    'the metadata',
  );
});

test('a server mute is the intent from then on, and only the app unmutes', async () => {
  const { room, rig, bare } = await call();
  await hears(bare, ann);
  const { tracks } = await lab.api().getParticipant(room, 'ann');
  const sid = tracks.find(({ source }) => source === TrackSource.MICROPHONE)?.sid ?? '';
  await lab.api().mutePublishedTrack(room, 'ann', sid, true);
  await expect
    .poll(() => rig.local('microphone'), { timeout })
    .toMatchObject({ muted: true, mutedBy: 'server' });
  await hearsNothing(bare, 'ann');
  await rig.unmute('microphone');
  await hears(bare, ann);
});

test.each([
  ['kicked', 'ended: kicked', (room: string) => putOut(lab.api(), room, 'ann')],
  ['in a room that is deleted', 'ended: room-closed', (room: string) => putOut(lab.api(), room)],
])('whoever is %s is out, once and for one reason', async (_name, end, act) => {
  const { room, rig } = await call();
  await act(room);
  await until(async () => (await rig.states()).slice(2), ['leaving', end], 'one end, for its reason');
  expect(await rig.counts()).toMatchObject({ connections: 0, captured: 0 });
});

test('the same user elsewhere replaces the older one, who does not come back', async () => {
  const { room, rig, bare } = await call();
  const other = await lab.rig();
  expect(await other.join(await lab.ticket({ room, ...ann, hue: 60, publish: ['camera'] }))).toBeUndefined();
  await until(async () => (await rig.states()).at(-1), 'ended: replaced', 'the end');
  await sees(bare, { ...ann, hue: 60 });
  expect((await other.states()).at(-1)).toBe('joined');
});

test('a refused join says why and leaves nobody in the room', async () => {
  const rig = await lab.rig();
  const ticket = await lab.ticket({ room: 'refused', ...ann });
  expect(await rig.join({ ...ticket, token: `${ticket.token}x` })).toBe('credential-invalid');
  expect((await rig.counts()).connections).toBe(0);
  const wrong = await lab.ticket({ room: 'another', ...ann });
  expect(await rig.join({ ...wrong, room: 'refused' })).toBe('credential-invalid');
  expect(
    await lab
      .api()
      .listParticipants('another')
      .catch(() => []),
  ).toEqual([]);
  expect((await rig.counts()).connections).toBe(0);
  // The rejoin after it works.
  expect(await rig.join(ticket)).toBeUndefined();
});

test('of a room that is full the server does not say that it is', async () => {
  const room = 'full';
  await lab.api().createRoom({ name: room, maxParticipants: 1 });
  const [rig, bare] = await Promise.all([lab.rig(), lab.bare()]);
  const token = await lab.token({ room, userId: 'bob' });
  await bare.join({ url: lab.server.url, token, ...bob, publish: false });
  expect(await rig.join(await lab.ticket({ room, ...ann }))).toBe('signalling');
  expect((await rig.counts()).connections).toBe(0);
});

test.each(['signal-reconnect', 'full-reconnect'] as const)(
  'a call survives a %s, muted as it was',
  async (cut) => {
    const { rig, bare } = await call({ bobPublishes: true });
    await sees(rig, bob);
    await hears(rig, bob);
    await rig.mute('microphone');
    const energy = await silentEnergy(rig);
    await rig.simulate(cut);
    await expect.poll(() => rig.states(), { timeout }).toContain('reconnecting');
    await until(async () => (await rig.states()).at(-1), 'joined', 'the return');
    await sees(rig, bob);
    await hears(rig, bob);
    await sees(bare, ann);
    await until(() => bare.publications('ann'), { camera: false, microphone: true }, 'the publications');
    await hearsNothing(bare, 'ann');
    // The sender stays, or another one has never taken anything but silence.
    expect(await silentEnergy(rig)).toBe(cut === 'signal-reconnect' ? energy : 0);
    expect(await rig.left()).toEqual([]);
  },
);

test('levels, quality and statistics come while they are wanted', async () => {
  const { rig, bare } = await call({ bobPublishes: true });
  await sees(rig, bob);
  await hears(rig, bob);
  // How good it is says the machine; that it is known says the adapter.
  const words: readonly (string | undefined)[] = ['lost', 'poor', 'good', 'excellent'];
  const said = async (): Promise<unknown> =>
    Object.fromEntries(
      Object.entries(await rig.signals()).map(([userId, { level = 0, quality }]) => [
        userId,
        [level > 0.1, words.includes(quality)],
      ]),
    );
  // The server rates connections in rounds of some seconds: on a busy machine the usual bound holds one or two of them.
  await until(said, { '': [true, true], bob: [true, true] }, 'what the vendor says', 30_000);
  await bare.setMuted('microphone', true);
  await expect
    .poll(async () => (await rig.signals())['bob']?.level, { timeout, message: 'silence of bob' })
    .toBe(0);
  await until(
    () => rig.stats(),
    ['receive camera VP8', 'receive microphone opus', 'send camera VP8', 'send microphone opus'],
    'the statistics',
  );
}, 60_000);

test('a moderator mutes, removes and closes by the own server', async () => {
  const { room, rig, bare } = await call({ bobPublishes: true });
  const cyd = await lab.rig();
  const moderator = { userId: 'cyd', hue: 120, tone: 2000, moderates: true };
  expect(await cyd.join(await lab.ticket({ room, ...moderator }))).toBeUndefined();
  await hears(cyd, ann);
  expect(await rig.moderate('kick', 'bob')).toBe('unsupported');
  expect([await rig.can('moderate-kick'), await cyd.can('moderate-kick')]).toEqual([false, true]);
  expect(await cyd.moderate('mute', 'ann')).toBeUndefined();
  await expect
    .poll(() => rig.local('microphone'), { timeout })
    .toMatchObject({ muted: true, mutedBy: 'server' });
  expect(await cyd.moderate('kick', 'bob')).toBeUndefined();
  await until(() => rig.left(), ['bob'], 'the removal');
  expect(await bare.people()).toEqual([]);
  expect(await cyd.moderate('close-room')).toBeUndefined();
  await until(async () => (await rig.states()).at(-1), 'ended: room-closed', 'the end');
});

test('those who share a key see, hear and write to each other, and nobody else can', async () => {
  const room = 'secret';
  const [one, other, stranger, bare] = await Promise.all([lab.rig(), lab.rig(), lab.rig(), lab.bare()]);
  const publish: readonly ('camera' | 'microphone')[] = ['camera', 'microphone'];
  expect(await one.join(await lab.ticket({ room, ...ann, publish, key: 'open sesame' }))).toBeUndefined();
  expect(await other.join(await lab.ticket({ room, ...bob, publish, key: 'open sesame' }))).toBeUndefined();
  const cyd = { userId: 'cyd', hue: 120, tone: 2000, key: 'something else' };
  expect(await stranger.join(await lab.ticket({ room, ...cyd }))).toBeUndefined();
  const token = await lab.token({ room, userId: 'dan' });
  await bare.join({ url: lab.server.url, token, hue: 60, tone: 3000, publish: false });
  await sees(one, bob);
  await hears(one, bob);
  await sees(other, ann);
  await hears(other, ann);
  expect(await one.say('chat', 'between us')).toBeUndefined();
  await until(async () => (await other.messages()).map(({ text }) => text), ['between us'], 'the message');
  // Not a frame of theirs can be decoded, and whoever has another key hears why.
  await stranger.show('ann', 'camera');
  for (const source of ['camera', 'microphone'] as const)
    await until(() => stranger.subscription('ann', source), 'key-mismatch', `the refusal of the ${source}`);
  expect((await stranger.see('ann', 'camera')).frames).toBe(0);
  expect((await stranger.hear('ann', 'microphone')).level).toBeLessThan(0.001);
  expect((await stranger.messages()).map(({ text }) => text)).toEqual([]);
  expect(await bare.messages()).toEqual([]);
  await one.leave();
  expect(await one.counts()).toMatchObject({ connections: 0, workers: 0 });
});

test('a token that ends during a call ends nothing: the server has handed out another one', async () => {
  const room = 'short';
  const [rig, bare] = await Promise.all([lab.rig(), lab.bare()]);
  const token = await lab.token({ room, userId: 'bob' });
  await bare.join({ url: lab.server.url, token, ...bob, publish: true });
  const ticket = await lab.ticket({ room, ...ann, publish: ['camera'], ttlSeconds: 3 - leewaySeconds });
  expect(await rig.join(ticket)).toBeUndefined();
  await sees(bare, ann);
  const other = await lab.rig();
  const twin = await lab.ticket({ room, ...ann, userId: 'cyd', ttlSeconds: 3 - leewaySeconds });
  await expect
    .poll(() => other.join(twin), { timeout, message: 'the end of the token' })
    .toBe('credential-expired');
  await rig.simulate('full-reconnect');
  await expect.poll(() => rig.states(), { timeout }).toContain('reconnecting');
  await until(async () => (await rig.states()).at(-1), 'joined', 'the return');
  await sees(bare, ann);
});

test.each([
  ['that has ended', 'ended: credential-expired', 3_600_000],
  ['of another secret', 'ended: connection-lost', 0],
])(
  'a reconnect with a token %s ends the call, and says so',
  async (_name, end, laterMs) => {
    const own = await Lab.open();
    try {
      const rig = await own.rig();
      const ticket = await own.ticket({ room: 'refused', ...ann, publish: ['microphone'] });
      expect(await rig.join(ticket)).toBeUndefined();
      // As after a machine has slept: what the server has handed out meanwhile was not heard.
      await rig.page.evaluate((ms) => {
        const now = Date.now.bind(Date);
        Date.now = () => now() + ms;
      }, laterMs);
      await own.restartServer({ apiSecret: 'another secret that is as long as it has to be' });
      await expect
        .poll(async () => (await rig.states()).at(-1), { timeout: 30_000, message: 'the end' })
        .toMatch(/^ended/);
      expect(await rig.states()).toEqual(['joining', 'joined', 'reconnecting', 'leaving', end]);
      expect(await rig.counts()).toMatchObject({ connections: 0, captured: 0 });
    } finally {
      await own.close();
    }
  },
  60_000,
);
