import { sendDatagram } from '@jackfield/hostile-input';
import { expect, test } from 'vitest';

import { startAliyunEmulator } from '../../src/index.ts';
import { PlainClient } from '../support/plain-client.ts';
import { TalkingPeer } from '../support/talking-peer.ts';

/** An alert of DTLS, unencrypted: close_notify. */
const goodbye = Buffer.from([21, 254, 253, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 0]);

test('one packet of a stranger does not end what two say to each other', async () => {
  await using emulator = await startAliyunEmulator({ videoCodecs: ['VP8'] });
  const ann = new TalkingPeer(emulator, await PlainClient.joined(emulator, 'calm', 'ann'));
  const bob = new TalkingPeer(emulator, await PlainClient.joined(emulator, 'calm', 'bob'));
  const ports = [...(await ann.publish()), ...(await bob.subscribe('ann'))];
  expect(ports.length).toBeGreaterThan(1);
  for (const port of ports) await sendDatagram({ port, from: '127.0.2.1' }, goodbye);
  await ann.say('still here', bob);
  await ann.say('and still', bob);
  await Promise.all([ann.close(), bob.close()]);
});
