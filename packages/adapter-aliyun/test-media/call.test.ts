import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { Lab } from './support/lab.ts';
import { eventually, hears, looksLike, peopleOf, sees } from './support/perceive.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await Lab.open();
});
beforeEach(() => lab.begin());
afterEach(() => lab.clear());
afterAll(() => lab.close());

const ok = { code: 'ok', message: '' };
const alice = { room: 'room1', userId: 'alice', hue: 0, tone: 440 };
const bob = { room: 'room1', userId: 'bob', hue: 240, tone: 880 };
const both = ['microphone', 'camera'] as const;

it('two sessions see and hear each other, and a leave clears everything', async () => {
  const [a, b] = await Promise.all([lab.tab(), lab.tab()]);
  expect(await a.rig('join', { ...alice, displayName: 'A&B #1 ä', publish: both })).toEqual(ok);
  expect(await b.rig('join', { ...bob, publish: both })).toEqual(ok);
  await Promise.all([sees(a, 'bob', { hue: 240 }), sees(b, 'alice', { hue: 0 })]);
  await Promise.all([hears(a, 'bob', 880), hears(b, 'alice', 440)]);
  expect((await b.rig('people'))[0]?.displayName).toBe('A&B #1 ä');
  expect(await a.rig('leave')).toMatchObject(ok);
  await expect.poll(() => peopleOf(b), eventually).toEqual([]);
  const events = await b.rig('events');
  expect(events.filter((event) => event.includes('left'))).toEqual(['participant-left alice']);
  expect(await a.rig('counts')).toMatchObject({ connections: 0, deviceCalls: 0 });
  expect((await b.rig('counts')).contained).toMatch(/^\{("[a-z-]+":0,?)*\}$/);
  await b.rig('leave');
  await expect.poll(() => lab.emulator.usage(), eventually).toMatchObject({ sessions: 0, allocations: 0 });
  expect([...a.errors, ...b.errors]).toEqual([]);
});

it('a muted microphone sends nothing, and others hear of it', async () => {
  const [a, b] = await Promise.all([lab.tab(), lab.tab()]);
  await a.rig('join', { ...alice, publish: both });
  await b.rig('join', { ...bob, publish: [] });
  await hears(b, 'alice', 440);
  expect(await a.rig('mute', 'microphone')).toEqual(ok);
  await expect.poll(() => peopleOf(b), eventually).toEqual(['alice: camera, microphone muted']);
  // What was on its way when the gate closed is still counted, and heard, for a moment.
  await expect.poll(async () => (await b.rig('hear', 'alice')).level, eventually).toBeLessThan(0.001);
  // libwebrtc's meter lets the loudest sample of 100 ms fall by a factor of four each 100 ms, so that a reading that
  // comes sooner than the ten steps to nothing still counts what was sent before the mute.
  const { samplesSeconds } = await a.rig('sent');
  await expect
    .poll(async () => (await a.rig('sent')).samplesSeconds - samplesSeconds, eventually)
    .toBeGreaterThan(1);
  const { energy: before } = await a.rig('sent');
  expect(before).toBeGreaterThan(0);
  // A screen is when the SDK puts sound of its own on the sender.
  await a.rig('enable', 'screen');
  await sees(b, 'alice', { hue: 60, source: 'screen' });
  expect((await a.rig('sent')).energy).toBe(before);
  expect((await b.rig('hear', 'alice')).level).toBeLessThan(0.001);
  expect(await a.rig('unmute', 'microphone')).toEqual(ok);
  await hears(b, 'alice', 440);
});

it('camera off and on, screen beside the camera, and later sources', async () => {
  const [a, b] = await Promise.all([lab.tab(), lab.tab()]);
  await a.rig('join', { ...alice, publish: ['microphone'] });
  await b.rig('join', { ...bob, publish: [] });
  await expect.poll(() => peopleOf(b), eventually).toEqual(['alice: microphone']);
  await hears(b, 'alice', 440);
  expect(await a.rig('enable', 'camera')).toEqual(ok);
  await sees(b, 'alice', { hue: 0 });
  expect(await a.rig('enable', 'screen')).toEqual(ok);
  await sees(b, 'alice', { hue: 60, source: 'screen' });
  await sees(b, 'alice', { hue: 0 });
  expect(await a.rig('disable', 'screen')).toEqual(ok);
  expect(await a.rig('disable', 'camera')).toEqual(ok);
  await expect.poll(() => peopleOf(b), eventually).toEqual(['alice: microphone']);
  await hears(b, 'alice', 440);
  expect(await a.rig('enable', 'camera')).toEqual(ok);
  await sees(b, 'alice', { hue: 0 });
  expect(await a.rig('counts')).toMatchObject({ deviceCalls: 0 });
});

it('talks to the bare SDK and to a participant of the service', async () => {
  const a = await lab.tab();
  const far = await lab.bare();
  const carol = lab.emulator.addParticipant({ room: 'room1', userId: 'carol', displayName: 'Carol' });
  carol.publish({ microphone: { toneHz: 660 }, camera: { colour: 'green' } });
  expect(await a.rig('join', { ...alice, publish: both })).toEqual(ok);
  const auth = lab.emulator.credential({ room: 'room1', userId: 'bob' });
  await far.evaluate((given) => window.bare.join(given, { name: 'Bob', hue: 240, tone: 880 }), auth);
  await sees(a, 'bob', { hue: 240 });
  await sees(a, 'carol', { hue: 120 });
  await hears(a, 'bob', 880);
  await expect.poll(() => far.evaluate(() => window.bare.see('alice')), eventually).toSatisfy(looksLike(0));
  await expect
    .poll(async () => (await far.evaluate(() => window.bare.hear('alice'))).level, eventually)
    .toBeGreaterThan(0.02);
  await far.evaluate(() => window.bare.leave());
  await expect.poll(() => peopleOf(a), eventually).toEqual(['carol: camera, microphone']);
});

it('publishes again by itself when the media path breaks', { tags: ['long'] }, async () => {
  const [a, b] = await Promise.all([lab.tab(), lab.tab()]);
  await a.rig('join', { ...alice, publish: both });
  await b.rig('join', { ...bob, publish: [] });
  await sees(b, 'alice', { hue: 0 });
  lab.emulator.killMedia({ room: 'room1', userId: 'alice' });
  const again = { timeout: 25_000 };
  const published = async (): Promise<number> =>
    (await b.rig('events')).filter((event) => event === 'source-published alice camera').length;
  await expect.poll(published, again).toBe(2);
  await sees(b, 'alice', { hue: 0 });
  await hears(b, 'alice', 440);
  expect(await a.rig('counts')).toMatchObject({ deviceCalls: 0, connections: 1 });
});

it.each([
  ['kicked', () => lab.emulator.kick({ room: 'room1', userId: 'alice' })],
  ['room-closed', () => lab.emulator.closeRoom({ room: 'room1' })],
  ['replaced', () => lab.emulator.addParticipant({ room: 'room1', userId: 'alice' })],
])('%s ends the call and closes its connections', async (reason, act) => {
  const a = await lab.tab();
  await a.rig('join', { ...alice, publish: both });
  act();
  await expect.poll(() => a.rig('state'), eventually).toContain(reason);
  await expect.poll(async () => (await a.rig('counts')).connections, eventually).toBe(0);
});

it('refuses a credential that has expired, before the network', async () => {
  const a = await lab.tab(-5);
  expect(await a.rig('join', { ...alice, publish: [] })).toMatchObject({ code: 'credential-expired' });
  expect(lab.emulator.sessions()).toEqual([]);
});

it('maps what the service refuses, and joins afterwards', async () => {
  const a = await lab.tab();
  lab.emulator.fault({ kind: 'refuse', request: 'join', code: 33_620_481, times: 1 });
  expect(await a.rig('join', { ...alice, publish: [] })).toMatchObject({ code: 'credential-invalid' });
  expect(await a.rig('join', { ...alice, publish: [] })).toEqual(ok);
});

it('a join that hangs is given up, and the next one works', async () => {
  const a = await lab.tab();
  lab.emulator.fault({ kind: 'never', request: 'join', part: 'result', times: 1 });
  const timeouts = { join: 1_500 };
  expect(await a.rig('join', { ...alice, publish: [], timeouts })).toMatchObject({ code: 'timeout' });
  expect(await a.rig('join', { ...alice, publish: [] })).toEqual(ok);
});

it('a leave that is never answered ends in time, with nothing left', async () => {
  const a = await lab.tab();
  await a.rig('join', { ...alice, publish: both });
  await a.rig('leave');
  const { intervals } = await a.rig('counts');
  await a.rig('join', { ...alice, publish: both });
  lab.emulator.fault({ kind: 'never', request: 'leave', part: 'result' });
  const { code, ms } = await a.rig('leave');
  expect(code).toBe('ok');
  expect(ms).toBeLessThan(4_000);
  await expect.poll(() => a.rig('counts'), eventually).toMatchObject({ connections: 0, intervals });
});

it('a failed publication is retried, not taken for one', async () => {
  const [a, b] = await Promise.all([lab.tab(), lab.tab()]);
  await a.rig('join', { ...alice, publish: [] });
  await b.rig('join', { ...bob, publish: [] });
  lab.emulator.fault({ kind: 'refuse', request: 'publish', code: 33_622_275, times: 1 });
  await a.rig('enable', 'camera');
  await a.rig('enable', 'camera');
  await sees(b, 'alice', { hue: 0 });
  expect(await a.rig('counts')).toMatchObject({ deviceCalls: 0 });
});
