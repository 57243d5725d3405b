import { randomBytes } from 'node:crypto';
import { createConnection } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const PROBE_MS = 50;

/**
 * Asks over a WebSocket what the server is, until it says so. Resolves with its version.
 * @param {{ port: number, withinMs: number, isGone: () => boolean }} request
 * @returns {Promise<string>}
 */
export async function untilItAnswers({ port, withinMs, isGone }) {
  const until = performance.now() + withinMs;
  for (;;) {
    if (isGone()) throw new Error('The Janus server ended before it answered.');
    if (performance.now() > until) throw new Error(`The Janus server did not answer within ${withinMs} ms.`);
    const version = await ask(port);
    if (version !== undefined) return version;
    await pause(PROBE_MS);
  }
}

/** One question, written out: Node 20 has no WebSocket of its own. @param {number} port @returns {Promise<string | undefined>} */
function ask(port) {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1', timeout: 1000 });
    let text = '';
    const end = (/** @type {string | undefined} */ version) => {
      socket.destroy();
      resolve(version);
    };
    socket.on('error', () => end(undefined));
    socket.on('close', () => end(undefined));
    socket.on('timeout', () => end(undefined));
    socket.on('connect', () => socket.write(upgrade(port)));
    socket.setEncoding('latin1').on('data', (/** @type {string} */ chunk) => {
      const asked = text.includes('\r\n\r\n');
      text += chunk;
      if (!asked && text.includes('\r\n\r\n')) {
        if (!text.startsWith('HTTP/1.1 101')) return end(undefined);
        socket.write(frame(JSON.stringify({ janus: 'info', transaction: 'start' })));
      }
      const version = /"version_string":"([^"]+)"/.exec(text)?.[1];
      if (version !== undefined) end(version);
    });
  });
}

/** @param {number} port */
function upgrade(port) {
  return [
    'GET / HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Protocol: janus-protocol',
    '\r\n',
  ].join('\r\n');
}

/** A masked text frame of less than 126 bytes. @param {string} text */
function frame(text) {
  const mask = randomBytes(4);
  const bytes = Buffer.from(text).map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  return Buffer.concat([Buffer.from([0x81, 0x80 | bytes.length]), mask, bytes]);
}
