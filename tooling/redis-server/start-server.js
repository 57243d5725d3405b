import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { freeTcpPort, startProgram } from '@jackfield/local-server';
import { findRedisServer, redisRemedy } from './find-server.js';

const START_MS = 10_000;
const PROBE_MS = 50;

/** @returns {Promise<import('./index.js').RedisServer>} */
export async function startRedisServer() {
  const path = findRedisServer();
  if (!path) throw new Error(`There is no Redis server: ${redisRemedy}`);
  const port = await freeTcpPort();
  const options = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'];
  const program = startProgram([path, ...options]);
  try {
    const until = performance.now() + START_MS;
    while (!(await answers(port))) {
      if (program.isGone()) throw new Error('The Redis server ended before it answered.');
      if (performance.now() > until)
        throw new Error(`The Redis server did not answer within ${START_MS} ms.`);
      await pause(PROBE_MS);
    }
  } catch (error) {
    await program.stop();
    throw program.explain(error);
  }
  return { address: `127.0.0.1:${port}`, stop: () => program.stop() };
}

/** Whether somebody answers a PING there. @param {number} port @returns {Promise<boolean>} */
function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const end = (/** @type {boolean} */ answer) => {
      resolve(answer);
      socket.destroy();
    };
    socket.setTimeout(1000, () => end(false));
    socket.on('data', (text) => end(text.toString('utf8').startsWith('+PONG')));
    socket.on('error', () => end(false));
    socket.on('close', () => end(false));
  });
}
