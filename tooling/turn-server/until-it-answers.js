import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { setTimeout as pause } from 'node:timers/promises';

const PROBE_MS = 50;
const bindingRequest = Buffer.from([0x00, 0x01, 0x00, 0x00, 0x21, 0x12, 0xa4, 0x42]);

/**
 * Asks for its own address by STUN until it is told.
 * @param {{ port: number, withinMs: number, isGone: () => boolean }} request
 */
export async function untilItAnswers({ port, withinMs, isGone }) {
  const socket = createSocket('udp4');
  let answered = false;
  socket.on('message', () => {
    answered = true;
  });
  // Nobody listens yet: that is what is waited for.
  socket.on('error', () => undefined);
  const until = performance.now() + withinMs;
  try {
    while (!answered) {
      if (isGone()) throw new Error('The TURN server ended before it answered.');
      if (performance.now() > until) throw new Error(`The TURN server did not answer within ${withinMs} ms.`);
      socket.send(Buffer.concat([bindingRequest, randomBytes(12)]), port, '127.0.0.1');
      await pause(PROBE_MS);
    }
  } finally {
    socket.close();
  }
}
