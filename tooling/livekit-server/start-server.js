import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { freeTcpPort, freeUdpPort, startProgram } from '@jackfield/local-server';
import { findLivekitServer, livekitRemedy } from './find-server.js';

const SHUTDOWN_MS = 5000;
const PROBE_MS = 50;

/**
 * @param {import('./index.js').LivekitServerOptions} [options]
 * @returns {Promise<import('./index.js').LivekitServer>}
 */
export async function startLivekitServer({
  port: wanted,
  keys = newKeys(),
  startMs = 15_000,
  congestionControl = true,
  autoCreateRooms = true,
  redis,
} = {}) {
  const path = findLivekitServer();
  if (!path) throw new Error(`There is no LiveKit server: ${livekitRemedy}`);
  const port = wanted ?? (await freeTcpPort());
  const mediaPort = await freeUdpPort();
  const configuration = configurationOf({
    port,
    tcpPort: await freeTcpPort(),
    udpPort: mediaPort,
    keys,
    congestionControl,
    autoCreateRooms,
    redis,
  });
  const program = startProgram([path, '--dev', '--config-body', JSON.stringify(configuration)]);
  try {
    await untilItAnswers({ port, startMs, isGone: program.isGone });
  } catch (error) {
    await program.stop();
    throw program.explain(error);
  }
  return {
    url: `ws://127.0.0.1:${port}`,
    port,
    mediaPort,
    ...keys,
    log: () => program.log().join('\n'),
    stop: async ({ graceful = false } = {}) => {
      if (graceful && !program.isGone()) await endGently(program);
      await program.stop();
    },
  };
}

/** @param {import('@jackfield/local-server').RunningProgram} program */
async function endGently(program) {
  // The first signal waits for everybody to leave, the second does not.
  program.signal('SIGTERM');
  program.signal('SIGINT');
  const timer = new AbortController();
  const late = pause(SHUTDOWN_MS, undefined, { signal: timer.signal }).catch(() => undefined); // it ended first
  await Promise.race([program.gone, late]);
  timer.abort();
}

/** @param {{ port: number, tcpPort: number, udpPort: number, keys: { apiKey: string, apiSecret: string }, congestionControl: boolean, autoCreateRooms: boolean, redis: string | undefined }} parts */
function configurationOf({ port, tcpPort, udpPort, keys, congestionControl, autoCreateRooms, redis }) {
  return {
    port,
    bind_addresses: ['127.0.0.1'],
    keys: { [keys.apiKey]: keys.apiSecret },
    room: { auto_create: autoCreateRooms },
    ...(redis === undefined ? {} : { redis: { address: redis } }),
    logging: { level: 'info', pion_level: 'error' },
    rtc: {
      tcp_port: tcpPort,
      udp_port: udpPort,
      use_external_ip: false,
      node_ip: '127.0.0.1',
      enable_loopback_candidate: true,
      congestion_control: { enabled: congestionControl },
      ips: { includes: ['127.0.0.1/32'] },
      // Without one the server names public ones to every client.
      stun_servers: ['127.0.0.1:9'],
    },
  };
}

/** @param {{ port: number, startMs: number, isGone: () => boolean }} request */
async function untilItAnswers({ port, startMs, isGone }) {
  const until = performance.now() + startMs;
  while (!isGone()) {
    if (performance.now() > until) throw new Error(`The LiveKit server did not answer within ${startMs} ms.`);
    const answer = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(1000) }).catch(
      () => undefined,
    );
    if (answer?.ok) return;
    await pause(PROBE_MS);
  }
  throw new Error('The LiveKit server ended before it answered.');
}

function newKeys() {
  return { apiKey: `API${randomBytes(6).toString('hex')}`, apiSecret: randomBytes(32).toString('base64url') };
}
