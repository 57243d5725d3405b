import { expect } from 'vitest';

import { mediaTest as test } from '../support/media-test.ts';
import { installRawPeer } from '../support/raw-peer.ts';

test.for(['H264', 'VP8'] as const)(
  'a plain RTCPeerConnection, without the SDK, publishes to an engine and receives from it: %s',
  async (codec, { emulate, engine, rig }) => {
    const emulator = await emulate({ videoCodecs: [codec] });
    const alice = await engine('alice');
    await alice.join(emulator, 'room1');
    await alice.publish({ hue: 0, toneHz: 440 });

    const page = await rig.page(await rig.context(), '/bare');
    await page.evaluate(installRawPeer);
    const credential = emulator.credential({ room: 'room1', userId: 'raw' });
    await page.evaluate(async (auth) => window.rawPeer.join(auth), credential);
    await page.evaluate(async () => window.rawPeer.publish(200));
    await alice.watch('raw');
    const seen = await alice.waitForView('raw', { hue: 200 });
    expect(seen.trackIds).toEqual(['sophon_audio', 'sophon_video_camera_large']);

    const received = await page.evaluate(async () => window.rawPeer.receive('alice'));
    expect(received.codec).toBe(`video/${codec}`);
    expect(received.candidateType).toBe('relay');
    expect(received.framesDecoded).toBeGreaterThan(5);
    expect(received.audioPackets).toBeGreaterThan(10);
    expect(Math.abs(((received.hue + 180) % 360) - 180)).toBeLessThan(15);
    await page.context().close();
  },
);

test('a peer that does not go through the relay, and one with a false password, get nowhere', async ({
  emulate,
  rig,
}) => {
  const emulator = await emulate();
  const page = await rig.page(await rig.context(), '/bare');
  await page.evaluate(installRawPeer);
  const credential = emulator.credential({ room: 'room1', userId: 'raw' });
  await page.evaluate(async (auth) => window.rawPeer.join(auth), credential);
  expect(await page.evaluate(async () => window.rawPeer.gather('wrong-password'))).toEqual([]);
  // One for each address that the machine has; all of them on the relay.
  const found = await page.evaluate(async () => window.rawPeer.gather('hello1234'));
  expect(new Set(found)).toEqual(new Set(['relay']));
  expect(emulator.usage().mediaPorts).toBe(0);
  await page.context().close();
});
