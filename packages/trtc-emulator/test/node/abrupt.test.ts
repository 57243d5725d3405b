import { once } from 'node:events';
import { connect } from 'node:net';

import { expect, test } from 'vitest';

import { startTrtcEmulator } from '../../src/index.ts';
import { PlainClient, plainAbility } from '../support/plain-client.ts';

test('a socket that goes while its join opens a media path leaves nothing behind', async () => {
  await using emulator = await startTrtcEmulator({ timings: { absenceMs: 50 } });
  const ann = await PlainClient.open(emulator, 'ann');
  ann.say('join/v2', { roomId: 'room-1', useStringRoomId: true, trtcRole: 20, ability: plainAbility });
  await emulator.waitFor(({ name }) => name === 'join/v2');
  ann.end();
  await once(ann.socket, 'close');
  await expect
    .poll(() => emulator.usage())
    .toMatchObject({ sessions: 0, sockets: 0, rooms: 0, mediaPaths: 0 });
});

test('an upgrade that is refused is closed, also for one who leaves their half open', async () => {
  await using emulator = await startTrtcEmulator();
  const socket = connect({
    port: Number(new URL(emulator.url).port),
    host: '127.0.0.1',
    allowHalfOpen: true,
  });
  socket.write('GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  socket.resume();
  await once(socket, 'end');
  socket.on('error', () => undefined);
  const gone = new Promise((resolve) => socket.once('close', resolve));
  const write = (): void => {
    socket.write('still here\r\n', (error) => {
      if (!error) setImmediate(write);
    });
  };
  write();
  // What is written to one that is gone is answered with a reset.
  await gone;
});
