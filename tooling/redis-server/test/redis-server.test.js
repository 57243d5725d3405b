import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { findRedisServer, startRedisServer } from '../index.js';

/** @type {string} */
let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jackfield-redis-test-'));
  vi.stubEnv('PATH', folder);
  vi.stubEnv('JACKFIELD_REDIS_SERVER', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** @param {string} script */
function putServer(script) {
  const path = join(folder, 'redis-server');
  writeFileSync(path, `#!${process.execPath}\n${script}`, { mode: 0o755 });
  return path;
}

it('finds a server on the PATH, and what is named before it', () => {
  expect(findRedisServer()).toBeUndefined();
  const path = putServer('');
  expect(findRedisServer()).toBe(path);
  vi.stubEnv('JACKFIELD_REDIS_SERVER', join(folder, 'nothing'));
  expect(() => findRedisServer()).toThrow(/no such program/);
});

it('says what to do where there is none', async () => {
  await expect(startRedisServer()).rejects.toThrow(/apt-get install redis-server/);
});

it('tells what a server wrote that does not come up', async () => {
  putServer('console.error("no memory for me"); process.exit(1)');
  await expect(startRedisServer()).rejects.toThrow(/ended before it answered[^]*no memory for me/);
});

it('is there once it answers, and gone once stopped', async () => {
  putServer(`
    const port = Number(process.argv[process.argv.indexOf('--port') + 1]);
    require('node:net')
      .createServer((socket) => socket.on('data', () => socket.end('+PONG\\r\\n')))
      .listen(port, '127.0.0.1');
  `);
  const server = await startRedisServer();
  expect(server.address).toMatch(/^127\.0\.0\.1:\d+$/);
  await server.stop();
  await server.stop();
});
