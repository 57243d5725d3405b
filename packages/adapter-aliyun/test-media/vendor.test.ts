import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { Lab } from './support/lab.ts';
import { eventually, hears, peopleOf, sees } from './support/perceive.ts';

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
const nobody = { publish: [] } as const;
/** How long the service takes to answer the end of a publication, milliseconds: less than the leave waits. */
const unpublishMs = 500;
/** The time that the service takes for the way back in: longer than the leave waits for it. */
const rejoinMs = 2_500;
const requests = (name: string): number =>
  lab.emulator.records().filter((entry) => entry.kind === 'request' && entry.name === name).length;

it('a change of the camera keeps the publication', async () => {
  const [a, b] = await Promise.all([lab.tab(), lab.tab()]);
  await a.rig('join', { ...alice, publish: both });
  await b.rig('join', { ...bob, ...nobody });
  await sees(b, 'alice', { hue: 0 });
  expect(await a.rig('setDevice', 120)).toEqual(ok);
  await sees(b, 'alice', { hue: 120 });
  const events = await b.rig('events');
  expect(events.filter((event) => event === 'source-published alice camera')).toHaveLength(1);
  expect(await a.rig('counts')).toMatchObject({ deviceCalls: 0 });
});

it('publishes without the private senders, a new publication for each track', async () => {
  const [a, b] = await Promise.all([lab.tab(), lab.tab()]);
  expect(await a.rig('join', { ...alice, publish: both, internals: 'hidden' })).toEqual(ok);
  await b.rig('join', { ...bob, ...nobody });
  await sees(b, 'alice', { hue: 0 });
  await hears(b, 'alice', 440);
  expect(await a.rig('setDevice', 120)).toEqual(ok);
  await sees(b, 'alice', { hue: 120 });
  expect(await a.rig('enable', 'screen')).toEqual(ok);
  await sees(b, 'alice', { hue: 60, source: 'screen' });
  await hears(b, 'alice', 440);
  expect(await a.rig('mute', 'microphone')).toEqual(ok);
  await expect.poll(async () => (await b.rig('hear', 'alice')).level, eventually).toBeLessThan(0.001);
  expect(await a.rig('unmute', 'microphone')).toEqual(ok);
  await hears(b, 'alice', 440);
  expect(await a.rig('leave')).toMatchObject(ok);
  expect(await a.rig('counts')).toMatchObject({ deviceCalls: 0, connections: 0 });
});

it('a share in place of the camera that the browser ends brings the camera back', async () => {
  const [a, b] = await Promise.all([lab.tab(), lab.tab()]);
  await a.rig('join', { ...alice, publish: both });
  await b.rig('join', { ...bob, ...nobody });
  await sees(b, 'alice', { hue: 0 });
  await a.rig('setPicker', true);
  // The SDK's own 10011: a picker that was cancelled changes nothing.
  expect(await a.rig('share', 'suspend')).toMatchObject({ code: 'screen-share-cancelled' });
  await a.rig('setPicker', false);
  expect(await a.rig('share', 'suspend')).toEqual(ok);
  await sees(b, 'alice', { hue: 60, source: 'screen' });
  await expect.poll(() => peopleOf(b), eventually).toEqual(['alice: camera muted, microphone, screen']);
  // The SDK's own 10012.
  await a.rig('stopShareFromBrowser');
  await expect.poll(() => peopleOf(b), eventually).toEqual(['alice: camera, microphone']);
  await sees(b, 'alice', { hue: 0 });
  await hears(b, 'alice', 440);
  expect(await a.rig('counts')).toMatchObject({ deviceCalls: 0 });
});

it('hosts and audience: the change settles also while something is published', async () => {
  const [a, b] = await Promise.all([lab.tab(), lab.tab()]);
  const profile = 'interactive-live';
  expect(await a.rig('join', { ...alice, publish: both, profile, role: 'host' })).toEqual(ok);
  expect(await b.rig('join', { ...bob, ...nobody, profile, role: 'audience' })).toEqual(ok);
  await sees(b, 'alice', { hue: 0 });
  expect(lab.emulator.sessions().map(({ role }) => role)).toEqual(['interactive', 'live']);
  expect(await a.rig('setRole', 'audience')).toEqual(ok);
  await expect.poll(() => peopleOf(b), eventually).toEqual(['alice: ']);
  expect(lab.emulator.sessions().map(({ role }) => role)).toEqual(['live', 'live']);
  expect(await a.rig('setRole', 'host')).toEqual(ok);
  expect(await a.rig('enable', 'camera')).toEqual(ok);
  await sees(b, 'alice', { hue: 0 });
  lab.emulator.fault({ kind: 'refuse', request: 'roleupdate', code: 33_622_275, times: 1 });
  expect((await b.rig('setRole', 'host')).code).not.toBe('ok');
});

it('a change of role waits for the publication that is under way', async () => {
  const [a, b] = await Promise.all([lab.tab(), lab.tab()]);
  const profile = 'interactive-live';
  expect(await b.rig('join', { ...bob, ...nobody, profile, role: 'audience' })).toEqual(ok);
  expect(await a.rig('join', { ...alice, publish: both, profile, role: 'host' })).toEqual(ok);
  expect(await a.rig('setRole', 'audience')).toEqual(ok);
  await expect.poll(() => peopleOf(b), eventually).toEqual(['alice: ']);
  expect(await a.rig('setRole', 'host')).toEqual(ok);
  expect(await a.rig('enable', 'camera')).toEqual(ok);
  await sees(b, 'alice', { hue: 0 });
});

it('statistics of what is sent and received, and quality in words', async () => {
  const [a, b] = await Promise.all([lab.tab(), lab.tab()]);
  await a.rig('join', { ...alice, publish: both });
  await b.rig('join', { ...bob, publish: ['microphone'] });
  await sees(b, 'alice', { hue: 0 });
  await expect
    .poll(() => b.rig('stats'), eventually)
    .toEqual(
      expect.arrayContaining(['send microphone true', 'receive microphone true', 'receive camera true']),
    );
  expect(await a.rig('quality')).toMatch(/^undefined (unknown|excellent|good|poor|bad|lost) \w+$/u);
});

it('unpublishes before it leaves, so that nobody keeps a frozen picture', async () => {
  const [a, b] = await Promise.all([lab.tab(), lab.tab()]);
  await a.rig('join', { ...alice, publish: both });
  await b.rig('join', { ...bob, ...nobody });
  await sees(b, 'alice', { hue: 0 });
  // The SDK's own leave sends both in this order too, but does not wait in between.
  lab.emulator.fault({ kind: 'delay', request: 'unpublish', part: 'result', ms: unpublishMs, times: 1 });
  await a.rig('leave');
  await expect.poll(() => peopleOf(b), eventually).toEqual([]);
  const gone = (await b.rig('events')).filter((event) => /unpublished|left/u.test(event));
  expect(gone.at(-1)).toBe('participant-left alice');
  expect(gone).toContain('source-unpublished alice camera');
  const sent = lab.emulator
    .records()
    .filter((entry) => entry.kind === 'request')
    .filter(({ name }) => /^(unpublish|leave)$/u.test(name));
  expect(sent.map(({ name }) => name)).toEqual(['unpublish', 'leave']);
  const [unpublish, leave] = sent;
  expect((leave?.at ?? 0) - (unpublish?.at ?? 0)).toBeGreaterThanOrEqual(unpublishMs);
});

it('a leave during a join leaves nobody behind', async () => {
  const a = await lab.tab();
  lab.emulator.fault({ kind: 'delay', request: 'join', part: 'result', ms: 500, times: 1 });
  const joining = a.rig('join', { ...alice, ...nobody });
  await lab.emulator.waitFor((entry) => entry.kind === 'request' && entry.name === 'join');
  await a.rig('leave');
  expect(await joining).toMatchObject({ code: 'aborted' });
  await expect.poll(() => lab.emulator.usage(), eventually).toMatchObject({ sessions: 0 });
  expect(await a.rig('join', { ...alice, ...nobody })).toEqual(ok);
  expect(lab.emulator.sessions()).toHaveLength(1);
});

// The SDK's own leave is no use then, and its join can be stopped neither before the service has taken it nor after.
it.each([
  ['its result is late', { kind: 'delay', part: 'result', ms: rejoinMs }],
  ['its receipt is late', { kind: 'delay', part: 'reply', ms: rejoinMs }],
  ['its result is lost', { kind: 'never', part: 'result' }],
] as const)('a leave while it joins anew leaves nobody behind: %s', async (_, fault) => {
  const a = await lab.tab();
  await a.rig('join', { ...alice, ...nobody });
  lab.emulator.fault({ ...fault, request: 'join', times: 1 });
  const since = lab.emulator.records().at(-1)?.sequence ?? 0;
  await a.rig('hastenLossOfSignalling');
  // The answer to a poll begins the wait for the next one.
  lab.emulator.signalError({ room: 'room1', userId: 'alice' }, { code: 1 });
  await lab.emulator.waitFor((entry) => entry.kind === 'request' && entry.name === 'join', { since });
  expect(JSON.parse(await a.rig('state'))).toMatchObject({ status: 'reconnecting' });
  expect(await a.rig('leave')).toMatchObject(ok);
  expect(await a.rig('join', { ...alice, room: 'room2', ...nobody })).toEqual(ok);
  const rooms = (): readonly string[] => lab.emulator.sessions().map(({ room }) => room);
  await expect.poll(rooms, eventually).toEqual(['room2']);
});

it('a refused leave stops the polling all the same', async () => {
  const a = await lab.tab();
  await a.rig('join', { ...alice, publish: both });
  lab.emulator.fault({ kind: 'refuse', request: 'leave', code: 33_622_275 });
  expect(await a.rig('leave')).toMatchObject(ok);
  // A poll that nobody supersedes is held for ten seconds, so that one more would come after any of its answers.
  const polls = requests('polling');
  lab.emulator.signalError({ room: 'room1', userId: 'alice' }, { code: 1 });
  const c = await lab.tab();
  await c.rig('join', { ...bob, ...nobody });
  expect(requests('polling') - polls).toBeLessThanOrEqual(2);
  expect(await a.rig('counts')).toMatchObject({ connections: 0 });
});

it('a refused subscription is reported in time, and tried again by core', async () => {
  const [a, b] = await Promise.all([lab.tab(), lab.tab()]);
  lab.emulator.fault({ kind: 'refuse', request: 'subscribe', code: 33_622_275, times: 1 });
  await b.rig('join', { ...bob, ...nobody, timeouts: { subscribe: 1_500 } });
  await a.rig('join', { ...alice, publish: both });
  const failures = async (): Promise<number> =>
    (await b.rig('events')).filter((event) => event.startsWith('subscription-failed alice')).length;
  await expect.poll(failures, eventually).toBeGreaterThan(0);
  await sees(b, 'alice', { hue: 0 });
  await hears(b, 'alice', 440);
});

it('what is published again at once is received again', async () => {
  const a = await lab.tab();
  const carol = lab.emulator.addParticipant({ room: 'room1', userId: 'carol', displayName: 'Carol' });
  carol.publish({ microphone: { toneHz: 660 }, camera: { colour: 'green' } });
  await a.rig('join', { ...alice, ...nobody });
  await sees(a, 'carol', { hue: 120 });
  // Until it is answered the engine would subscribe over the connection that it is closing.
  lab.emulator.fault({ kind: 'delay', request: 'unsubscribe', part: 'result', ms: 500, times: 1 });
  carol.unpublish();
  carol.publish({ microphone: { toneHz: 660 }, camera: { colour: 'blue' } });
  await sees(a, 'carol', { hue: 240 });
  await hears(a, 'carol', 660);
  expect((await a.rig('events')).filter((event) => event.startsWith('subscription-failed'))).toEqual([]);
});

it('subscribes again by itself when the receiving path breaks', { tags: ['long'] }, async () => {
  const [a, b] = await Promise.all([lab.tab(), lab.tab()]);
  await a.rig('join', { ...alice, publish: both });
  await b.rig('join', { ...bob, ...nobody });
  await sees(b, 'alice', { hue: 0 });
  const subscribed = requests('subscribe');
  lab.emulator.killMedia({ room: 'room1', userId: 'bob' });
  await expect.poll(() => requests('subscribe'), { timeout: 25_000 }).toBe(subscribed + 1);
  await a.rig('setDevice', 120);
  await sees(b, 'alice', { hue: 120 });
  await hears(b, 'alice', 440);
});

it('without a relay publishing is given up in time, and works when it is back', async () => {
  const [a, b] = await Promise.all([lab.tab(), lab.tab()]);
  await a.rig('join', { ...alice, ...nobody, timeouts: { publish: 2_000 } });
  await b.rig('join', { ...bob, ...nobody });
  await lab.emulator.killTurn();
  expect(await a.rig('enable', 'camera')).toMatchObject({ code: 'timeout' });
  await lab.emulator.restoreTurn();
  expect(await a.rig('enable', 'camera')).toEqual(ok);
  await sees(b, 'alice', { hue: 0 });
});

it('a publication whose answer is refused is retried, not taken for one', async () => {
  const [a, b] = await Promise.all([lab.tab(), lab.tab()]);
  await a.rig('join', { ...alice, ...nobody });
  await b.rig('join', { ...bob, ...nobody });
  lab.emulator.fault({ kind: 'refuse', request: 'publish', part: 'result', code: 33_622_275, times: 1 });
  expect(await a.rig('enable', 'camera')).toMatchObject({ code: 'publish-failed' });
  expect(await a.rig('enable', 'camera')).toEqual(ok);
  await sees(b, 'alice', { hue: 0 });
});

it(
  'the service gone for 20 s and back: the call goes on, with everybody in it',
  { tags: ['long'], timeout: 150_000 },
  async () => {
    const [a, b] = await Promise.all([lab.tab(), lab.tab()]);
    await a.rig('join', { ...alice, publish: both });
    await b.rig('join', { ...bob, publish: both });
    await sees(b, 'alice', { hue: 0 });
    await lab.emulator.suspend();
    const since = Date.now();
    await expect.poll(() => Date.now() - since, { timeout: 25_000, interval: 500 }).toBeGreaterThan(20_000);
    await lab.emulator.resume();
    await expect.poll(() => peopleOf(a), { timeout: 40_000 }).toEqual(['bob: camera, microphone']);
    await a.rig('setDevice', 120);
    const far = { timeout: 45_000 };
    await expect
      .poll(async () => (await b.rig('see', 'alice', 'camera')).hue, far)
      .toSatisfy((hue: number | undefined) => hue !== undefined && Math.abs(hue - 120) < 25);
    await hears(b, 'alice', 440);
    expect(JSON.parse(await a.rig('state'))).toMatchObject({ status: 'joined' });
  },
);

it('100 calls leave nothing of the adapter behind', { tags: ['long'], timeout: 150_000 }, async () => {
  const a = await lab.tab();
  await a.rig('join', { ...alice, publish: both });
  await a.rig('leave');
  const before = await a.rig('counts');
  expect(before).toMatchObject({ connections: 0 });
  expect(await a.rig('cycle', 100, { room: 'room1', userId: 'alice' })).toBe('');
  const after = await a.rig('counts');
  // Without the look at the browser and the end of its reports the SDK adds a connection and a timer at every join.
  expect(after).toMatchObject({
    connections: 0,
    unused: 0,
    intervals: before.intervals,
    elements: before.elements,
    deviceCalls: 0,
  });
  await expect.poll(() => lab.emulator.usage(), eventually).toMatchObject({ sessions: 0, allocations: 0 });
  expect(a.errors).toEqual([]);
});
