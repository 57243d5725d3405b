import { TrackSource } from 'livekit-server-sdk';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { BareMethods } from './pages/bare.ts';
import type { RigMethods } from './pages/rig.ts';
import { hears, hearsNothing, sees } from './support/expectations.ts';
import { Lab, type Remote } from './support/lab.ts';

const ann = { userId: 'ann', hue: 0, tone: 500 };
const bob = { userId: 'bob', hue: 240, tone: 1200 };
const timeout = 10_000;

let lab: Lab;
let rooms = 0;

beforeAll(async () => {
  lab = await Lab.open();
});
afterEach(async (context) => {
  if (context.task.result?.state === 'fail') console.log(lab.server.log().split('\n').slice(-15).join('\n'));
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

async function until<Value>(read: () => Promise<Value>, wanted: Value, message: string): Promise<void> {
  await expect.poll(read, { timeout, message }).toEqual(wanted);
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
  expect(await rig.counts()).toEqual({ connections: 0, captured: 0, elements: 0 });
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
  const before = await rig.sent('microphone');
  await expect
    .poll(async () => (await rig.sent('microphone')).packets, { timeout })
    .toBeGreaterThan(before.packets);
  // Up to one frame (measured: 0.0006) passes as a copy is made; the open tone gives 0.08 each second.
  await expect
    .poll(async () => (await rig.sent('microphone')).packets, { timeout })
    .toBeGreaterThan(before.packets + 2);
  expect((await rig.sent('microphone')).energy - before.energy).toBeLessThan(0.002);
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
  ['kicked', 'ended: kicked', (room: string) => lab.api().removeParticipant(room, 'ann')],
  ['in a room that is deleted', 'ended: room-closed', (room: string) => lab.api().deleteRoom(room)],
])('whoever is %s is out, once and for one reason', async (_name, end, act) => {
  const { room, rig } = await call();
  await act(room);
  await until(async () => (await rig.states()).at(-1), end, 'the end');
  expect((await rig.states()).filter((state) => state.startsWith('ended'))).toHaveLength(1);
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
  const wrong = await lab.ticket({ room: 'another', ...ann });
  expect(await rig.join({ ...wrong, room: 'refused' })).toBe('credential-invalid');
  expect(
    await lab
      .api()
      .listParticipants('another')
      .catch(() => []),
  ).toEqual([]);
});

test.each(['signal-reconnect', 'full-reconnect'] as const)(
  'a call survives a %s, muted as it was',
  async (cut) => {
    const { rig, bare } = await call({ bobPublishes: true });
    await sees(rig, bob);
    await rig.mute('microphone');
    await rig.simulate(cut);
    await expect.poll(() => rig.states(), { timeout }).toContain('reconnecting');
    await until(async () => (await rig.states()).at(-1), 'joined', 'the return');
    await sees(rig, bob);
    await sees(bare, ann);
    await until(() => bare.publications('ann'), { camera: false, microphone: true }, 'the publications');
    await hearsNothing(bare, 'ann');
    expect(await rig.left()).toEqual([]);
  },
);
