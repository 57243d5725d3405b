import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { RigJoin } from './pages/rig-join.ts';
import { sees } from './support/expectations.ts';
import { Lab, type Tab } from './support/lab.ts';
import { startSignalling, type TestSignalling } from './support/start-signalling.ts';

const ann = { room: 'room', userId: 'ann', hue: 0, tone: 500, publish: ['camera', 'microphone'] } as const;
const bob = { room: 'room', userId: 'bob', hue: 240, tone: 1200, publish: ['camera', 'microphone'] } as const;

let lab: Lab;
let server: TestSignalling;
beforeAll(async () => {
  lab = await Lab.open();
});
afterAll(async () => {
  await lab.close();
});
beforeEach(async () => {
  server = await startSignalling();
});
afterEach(async () => {
  await lab.clear();
  await server.close();
});

async function call(more: Pick<RigJoin, 'options' | 'contentHint'>): Promise<readonly [Tab, Tab]> {
  const [one, other] = await lab.tabs(2);
  if (!one || !other) throw new Error('There are tabs missing.');
  await one.rig('join', { ...ann, ...more, url: server.url });
  await other.rig('join', { ...bob, ...more, url: server.url });
  await sees(other, 'ann', ann.hue);
  await sees(one, 'bob', bob.hue);
  return [one, other];
}

test.each([['VP9'], ['AV1']])('%s is what both send where both prefer it', async (codec) => {
  const [one, other] = await call({ options: { codecPreference: [codec] } });
  expect((await one.rig('measure', 'bob')).videoCodecs).toEqual([`video/${codec}`]);
  expect((await other.rig('measure', 'ann')).videoCodecs).toEqual([`video/${codec}`]);
});

test('the codec that both prefer is kept by a new negotiation', async () => {
  const [one, other] = await call({ options: { codecPreference: ['VP9'] } });
  await one.rig('renegotiate', 'bob');
  await other.rig('renegotiate', 'ann');
  const { bytes } = (await one.rig('measure', 'bob')).sent.video;
  await expect
    .poll(async () => (await one.rig('measure', 'bob')).sent.video.bytes)
    .toBeGreaterThan(bytes + 2_000);
  expect((await one.rig('measure', 'bob')).videoCodecs).toEqual(['video/VP9']);
  expect((await other.rig('measure', 'ann')).videoCodecs).toEqual(['video/VP9']);
});

test('bounds of bitrates and hints of content reach the browser', async () => {
  const maxBitrate = { camera: 300_000, microphone: 24_000 };
  const [one] = await call({ options: { maxBitrate }, contentHint: 'motion' });
  await expect
    .poll(() => one.rig('senders', 'bob'))
    .toEqual([
      { kind: 'audio', contentHint: expect.any(String) as string, maxBitrate: 24_000 },
      { kind: 'video', contentHint: 'motion', maxBitrate: 300_000 },
    ]);
});

test('where nothing is said the bounds are those of the table of defaults', async () => {
  const [one] = await call({});
  await expect
    .poll(() => one.rig('senders', 'bob'))
    .toMatchObject([{ maxBitrate: 40_000 }, { maxBitrate: 700_000 }]);
});

test.each([
  [false, 'as many packets as sound'],
  [true, 'hardly any'],
])('with DTX %s silence is %s', async (opusDtx) => {
  const [one] = await call({ options: { opusDtx } });
  const read = async (): Promise<{ packets: number; taken: number }> => {
    const { sent, taken } = await one.rig('measure', 'bob');
    return { packets: sent.audio.packets, taken };
  };
  /** The packets that are sent while the sender takes so many seconds of sound. */
  const during = async (seconds: number): Promise<number> => {
    const before = await read();
    await expect.poll(async () => (await read()).taken).toBeGreaterThan(before.taken + seconds);
    return (await read()).packets - before.packets;
  };
  await one.rig('setMuted', 'microphone', true);
  // The encoder goes over to silence after some frames.
  await during(0.5);
  const sent = await during(2);
  // A hundred frames of 20 ms; with DTX one in 400 ms.
  if (opusDtx) expect(sent).toBeLessThan(20);
  else expect(sent).toBeGreaterThan(60);
});
