import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freeTcpPort, startProgram } from '@jackfield/local-server';
import { findJanusServer, janusRemedy } from './find-server.js';
import { mediaInterface } from './media-interface.js';
import { untilItAnswers } from './until-it-answers.js';
import { writeConfiguration } from './write-configuration.js';

/**
 * @param {import('./index.js').JanusServerOptions} [options]
 * @returns {Promise<import('./index.js').JanusServer>}
 */
export async function startJanusServer({
  port: wanted,
  secrets = newSecrets(),
  sessionSeconds = 12,
  reclaimSeconds = 8,
  startMs = 10_000,
} = {}) {
  const path = findJanusServer();
  if (!path) throw new Error(`There is no Janus server: ${janusRemedy}`);
  const port = wanted ?? (await freeTcpPort());
  const adminPort = await freeTcpPort();
  const folder = mkdtempSync(join(tmpdir(), 'jackfield-janus-'));
  const mediaOn = mediaInterface();
  writeConfiguration(folder, { port, adminPort, mediaOn, secrets, sessionSeconds, reclaimSeconds });
  const program = startProgram([path, '-F', folder, '-o']);
  const stop = async () => {
    await program.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const version = await untilItAnswers({ port, withinMs: startMs, isGone: program.isGone });
    return {
      ...secrets,
      url: `ws://127.0.0.1:${port}`,
      adminUrl: `ws://127.0.0.1:${adminPort}`,
      port,
      version,
      log: () => program.log().join('\n'),
      pause: (paused) => program.signal(paused ? 'SIGSTOP' : 'SIGCONT'),
      stop,
    };
  } catch (error) {
    await stop();
    throw program.explain(error);
  }
}

function newSecrets() {
  const secret = () => randomBytes(24).toString('hex');
  return { tokenSecret: secret(), adminKey: secret(), adminSecret: secret() };
}
