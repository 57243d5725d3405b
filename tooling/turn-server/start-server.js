import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram, findTurnServer, turnRemedy } from './find-server.js';
import { turnCredential } from './turn-credential.js';
import { untilItAnswers } from './until-it-answers.js';

const START_MS = 10_000;

/** @returns {Promise<import('./index.js').TurnServer>} */
export async function startTurnServer() {
  const program = findTurnServer();
  if (!program) throw new Error(`There is no TURN server: ${turnRemedy}`);
  const port = await freePort();
  const secret = randomBytes(24).toString('hex');
  const scratch = mkdtempSync(join(tmpdir(), 'jackfield-turn-'));
  const child = spawnBound([program, ...configuration({ port, secret, scratch })]);
  const lines = /** @type {string[]} */ ([]);
  const keep = (/** @type {Buffer} */ text) => {
    lines.push(...text.toString('utf8').split('\n').filter(Boolean));
    lines.splice(0, lines.length - 200);
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

  const server = {
    udp: `turn:127.0.0.1:${port}?transport=udp`,
    tcp: `turn:127.0.0.1:${port}?transport=tcp`,
    credential: (/** @type {string} */ user, /** @type {number} */ lastsSeconds) =>
      turnCredential({ secret, user, endsAt: Math.floor(Date.now() / 1000) + lastsSeconds }),
    log: () => lines.join('\n'),
    stop: async () => {
      kill();
      await gone;
      process.off('exit', kill);
      rmSync(scratch, { recursive: true, force: true });
    },
  };
  try {
    await untilItAnswers({
      port,
      withinMs: START_MS,
      isGone: () => child.exitCode !== null || child.signalCode !== null,
    });
  } catch (error) {
    await server.stop();
    const words = error instanceof Error ? error.message : String(error);
    throw new Error(`${words} It wrote:\n${lines.slice(-20).join('\n')}`, { cause: error });
  }
  return server;
}

/** Nothing of the machine's own configuration counts. @param {{ port: number, secret: string, scratch: string }} parts */
function configuration({ port, secret, scratch }) {
  return [
    '-n',
    '--no-cli',
    '--no-tls',
    '--no-dtls',
    '--listening-ip=127.0.0.1',
    `--listening-port=${port}`,
    '--relay-ip=127.0.0.1',
    '--allow-loopback-peers',
    '--use-auth-secret',
    `--static-auth-secret=${secret}`,
    '--realm=jackfield.example',
    `--userdb=${join(scratch, 'turndb')}`,
    `--pidfile=${join(scratch, 'turnserver.pid')}`,
    '--log-file=stdout',
  ];
}

/** A child that the kernel ends with this process where it can, however this process ends. @param {string[]} line */
function spawnBound(line) {
  const setpriv = process.platform === 'linux' ? findProgram('setpriv') : undefined;
  const [program = '', ...args] = setpriv ? [setpriv, '--pdeathsig', 'KILL', ...line] : line;
  return spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}
