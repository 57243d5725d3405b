import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freeTcpPort, startProgram } from '@jackfield/local-server';
import { findTurnServer, turnRemedy } from './find-server.js';
import { turnCredential } from './turn-credential.js';
import { untilItAnswers } from './until-it-answers.js';

const START_MS = 10_000;

/** @returns {Promise<import('./index.js').TurnServer>} */
export async function startTurnServer() {
  const path = findTurnServer();
  if (!path) throw new Error(`There is no TURN server: ${turnRemedy}`);
  const port = await freeTcpPort();
  const secret = randomBytes(24).toString('hex');
  const scratch = mkdtempSync(join(tmpdir(), 'jackfield-turn-'));
  const program = startProgram([path, ...configuration({ port, secret, scratch })]);
  const stop = async () => {
    await program.stop();
    rmSync(scratch, { recursive: true, force: true });
  };
  try {
    await untilItAnswers({ port, withinMs: START_MS, isGone: program.isGone });
  } catch (error) {
    await stop();
    throw program.explain(error);
  }
  return {
    secret,
    udp: `turn:127.0.0.1:${port}?transport=udp`,
    tcp: `turn:127.0.0.1:${port}?transport=tcp`,
    credential: (/** @type {string} */ user, /** @type {number} */ lastsSeconds) =>
      turnCredential({ secret, user, endsAt: Math.floor(Date.now() / 1000) + lastsSeconds }),
    log: () => program.log().join('\n'),
    stop,
  };
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
