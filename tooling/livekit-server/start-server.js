import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { findLivekitServer, findProgram, livekitRemedy } from './find-server.js';

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
  const program = findLivekitServer();
  if (!program) throw new Error(`There is no LiveKit server: ${livekitRemedy}`);
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
  const child = spawnBound([program, '--dev', '--config-body', JSON.stringify(configuration)]);
  const lines = /** @type {string[]} */ ([]);
  const keep = (/** @type {Buffer} */ text) => {
    lines.push(...text.toString('utf8').split('\n').filter(Boolean));
    lines.splice(0, lines.length - 400);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const gone = new Promise((resolve) => {
    child.on('close', () => resolve(undefined));
    child.on('error', (error) => {
      lines.push(error.message);
      resolve(undefined);
    });
  });
  const kill = () => void child.kill('SIGKILL');
  process.on('exit', kill);
  void gone.then(() => process.off('exit', kill));

  const server = {
    url: `ws://127.0.0.1:${port}`,
    port,
    mediaPort,
    ...keys,
    log: () => lines.join('\n'),
    stop: async ({ graceful = false } = {}) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      if (graceful) {
        // The first signal waits for everybody to leave, the second does not.
        child.kill('SIGTERM');
        child.kill('SIGINT');
        const timer = new AbortController();
        await Promise.race([
          gone,
          pause(SHUTDOWN_MS, undefined, { signal: timer.signal }).catch(() => undefined),
        ]);
        timer.abort();
      }
      kill();
      await gone;
    },
  };
  try {
    await untilItAnswers({
      port,
      startMs,
      isGone: () => child.exitCode !== null || child.signalCode !== null,
    });
  } catch (error) {
    await server.stop();
    throw new Error(
      `${error instanceof Error ? error.message : String(error)} It wrote:\n${lines.slice(-20).join('\n')}`,
      { cause: error },
    );
  }
  return server;
}

/** A child that the kernel ends with this process where it can, however this process ends. @param {string[]} line */
function spawnBound(line) {
  const setpriv = process.platform === 'linux' ? findProgram('setpriv') : undefined;
  const [program = '', ...args] = setpriv ? [setpriv, '--pdeathsig', 'KILL', ...line] : line;
  return spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
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

/** @returns {Promise<number>} */
function freeTcpPort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}

/** @returns {Promise<number>} */
function freeUdpPort() {
  return new Promise((resolve, reject) => {
    const probe = createSocket('udp4').on('error', reject);
    probe.bind(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
