import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ensureTurnServer, findTurnServer, startTurnServer, turnCredential } from '../index.js';

/** @type {string} */
let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jackfield-turn-test-'));
  vi.stubEnv('PATH', folder);
  vi.stubEnv('JACKFIELD_TURN_SERVER', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** @param {string} script */
function putServer(script) {
  const path = join(folder, 'turnserver');
  writeFileSync(path, `#!${process.execPath}\n${script}`, { mode: 0o755 });
  return path;
}

it('finds a server on the PATH, and what is named before it', () => {
  expect(findTurnServer()).toBeUndefined();
  const path = putServer('');
  expect(findTurnServer()).toBe(path);
  vi.stubEnv('JACKFIELD_TURN_SERVER', join(folder, 'nothing'));
  expect(() => findTurnServer()).toThrow(/no such program/);
});

it('says what to do where there is none', async () => {
  await expect(startTurnServer()).rejects.toThrow(/apt-get install coturn/);
});

it("installs Debian's where there is none", async (context) => {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) context.skip('needs root on Debian');
  const path = join(folder, 'turnserver');
  const installer =
    '#!/bin/sh\n[ "$1" = update ] || { [ "$*" = "install -y --no-install-recommends coturn" ]';
  const install = `echo '#!/bin/sh' > ${path}; /bin/chmod +x ${path}; }`;
  writeFileSync(join(folder, 'apt-get'), `${installer} && ${install}\n`, { mode: 0o755 });
  expect(await ensureTurnServer()).toBe(path);
});

it('says what apt said where it installs nothing', async (context) => {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) context.skip('needs root on Debian');
  writeFileSync(join(folder, 'apt-get'), '#!/bin/sh\necho "no such package" >&2; exit 100\n', {
    mode: 0o755,
  });
  await expect(ensureTurnServer()).rejects.toThrow(/no such package.*apt-get install coturn/);
});

it('tells what a server wrote that does not come up', async () => {
  putServer('console.error("no port for me"); process.exit(1)');
  await expect(startTurnServer()).rejects.toThrow(/ended before it answered[^]*no port for me/);
});

it('starts where it answers, and is gone once stopped', async () => {
  putServer(`
    const port = Number(process.argv.find((argument) => argument.startsWith('--listening-port=')).split('=')[1]);
    const socket = require('node:dgram').createSocket('udp4');
    socket.on('message', (_, from) => socket.send('here', from.port, from.address));
    socket.bind(port, '127.0.0.1');
  `);
  const server = await startTurnServer();
  expect(server.udp).toMatch(/^turn:127\.0\.0\.1:\d+\?transport=udp$/);
  const { username } = server.credential('ann', 60);
  expect(Number(username.split(':')[0]) * 1000).toBeGreaterThan(Date.now());
  await server.stop();
  await server.stop();
});

it('makes credentials as coturn checks them: HMAC-SHA1 over the end and the user', () => {
  // printf '1700000000:ann' | openssl dgst -sha1 -hmac secret -binary | base64
  expect(turnCredential({ secret: 'secret', user: 'ann', endsAt: 1_700_000_000 })).toEqual({
    username: '1700000000:ann',
    credential: 'vQnWXBtsqkQms4Ddse1rYmcjgqM=',
  });
});
