import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ensureJanusServer, findJanusServer, mediaInterface, startJanusServer } from '../index.js';
import { namespaceLine } from '../media-interface.js';
import { untilItAnswers } from '../until-it-answers.js';

/** @type {string} */
let folder;
const path = process.env['PATH'];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jackfield-janus-test-'));
  vi.stubEnv('JACKFIELD_JANUS_SERVER', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const isRootOnDebian = process.getuid?.() === 0 && existsSync('/etc/debian_version');

/** @param {string} name @param {string} script */
function putProgram(name, script) {
  const file = join(folder, name);
  writeFileSync(file, script, { mode: 0o755 });
  return file;
}

it('finds a server on the PATH, and what is named before it', () => {
  vi.stubEnv('PATH', folder);
  expect(findJanusServer()).toBeUndefined();
  const server = putProgram('janus', '#!/bin/sh\n');
  expect(findJanusServer()).toBe(server);
  vi.stubEnv('JACKFIELD_JANUS_SERVER', join(folder, 'nothing'));
  expect(() => findJanusServer()).toThrow(/no such program/);
});

it('says what to do where there is none', async () => {
  vi.stubEnv('PATH', folder);
  await expect(startJanusServer()).rejects.toThrow(/apt-get install janus/);
});

it("installs Debian's where there is none", async (context) => {
  if (!isRootOnDebian) context.skip('needs root on Debian');
  vi.stubEnv('PATH', folder);
  const server = join(folder, 'janus');
  const installer = '#!/bin/sh\n[ "$1" = update ] || { [ "$*" = "install -y --no-install-recommends janus" ]';
  putProgram('apt-get', `${installer} && echo '#!/bin/sh' > ${server}; /bin/chmod +x ${server}; }\n`);
  expect(await ensureJanusServer()).toBe(server);
});

it('says what apt said where it installs nothing', async (context) => {
  if (!isRootOnDebian) context.skip('needs root on Debian');
  vi.stubEnv('PATH', folder);
  putProgram('apt-get', '#!/bin/sh\necho "no such package" >&2; exit 100\n');
  await expect(ensureJanusServer()).rejects.toThrow(/no such package.*apt-get install janus/);
});

it('changes nothing on the network of a machine', (context) => {
  const others = () => Object.keys(networkInterfaces()).filter((name) => name !== 'lo');
  const before = others();
  if (before.length === 0) context.skip('this process has loopback alone');
  expect(() => mediaInterface()).toThrow(/network namespace/);
  expect(others()).toEqual(before);
});

it('says so where a server ends before it answers', async () => {
  await expect(untilItAnswers({ port: 9, withinMs: 1000, isGone: () => true })).rejects.toThrow(
    /ended before/,
  );
});

it('runs in a namespace and leaves nothing behind', (context) => {
  const [program = '', ...args] = namespaceLine([process.execPath, '-e', script]);
  const possible = spawnSync(program, namespaceLine(['true']).slice(1)).status === 0;
  if (!possible) context.skip('no network namespace can be made here');
  vi.stubEnv('PATH', path ?? '');
  if (findJanusServer() === undefined) context.skip('there is no Janus server: npm test installs one');
  vi.stubEnv('TMPDIR', folder);
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  expect(`${stdout}${stderr}`).toMatch(/^\d+\.\d+\.\d+ jackfield0 127\.0\.0\.2 gone\n$/);
  expect(readdirSync(folder)).toEqual([]);
});

const script = `
  const { networkInterfaces } = await import('node:os');
  const { startJanusServer, mediaInterface } = await import(${JSON.stringify(new URL('../index.js', import.meta.url).href)});
  const server = await startJanusServer();
  const name = mediaInterface();
  const [{ address }] = networkInterfaces()[name];
  await server.stop();
  await server.stop();
  const socket = new (await import('node:net')).Socket();
  socket.on('error', () => console.log(server.version, name, address, 'gone'));
  socket.on('connect', () => { console.log('it still listens'); socket.destroy(); });
  socket.connect(server.port, '127.0.0.1');
`;
