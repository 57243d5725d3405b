import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ensureLivekitServer, findLivekitServer, startLivekitServer } from '../index.js';

/** @type {string} */
let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jackfield-livekit-'));
  vi.stubEnv('XDG_CACHE_HOME', folder);
  vi.stubEnv('PATH', folder);
  vi.stubEnv('JACKFIELD_LIVEKIT_SERVER', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** @param {string} script */
function putServer(script) {
  const path = join(folder, 'livekit-server');
  writeFileSync(path, `#!${process.execPath}\n${script}`, { mode: 0o755 });
  return path;
}

it('finds a server on the PATH, and what is named before it', () => {
  expect(findLivekitServer()).toBeUndefined();
  const path = putServer('');
  expect(findLivekitServer()).toBe(path);
  vi.stubEnv('JACKFIELD_LIVEKIT_SERVER', join(folder, 'nothing'));
  expect(() => findLivekitServer()).toThrow(/no such program/);
});

it('says what to do where there is neither a server nor Go', async () => {
  await expect(ensureLivekitServer()).rejects.toThrow(
    /install Go 1\.26 .* tooling\/livekit-server\/main\.js/,
  );
  await expect(startLivekitServer()).rejects.toThrow(/install Go 1\.26/);
});

it('tells what a server wrote that does not come up', async () => {
  putServer('console.error("no port for me"); process.exit(1)');
  await expect(startLivekitServer()).rejects.toThrow(/ended before it answered[^]*no port for me/);
});

it('gives up a server that never answers', async () => {
  putServer('console.log("here and silent"); setInterval(() => undefined, 1000)');
  await expect(startLivekitServer({ startMs: 400 })).rejects.toThrow(/did not answer within 400 ms/);
});

it('starts where it answers, on a port of its own, and is gone once stopped', async () => {
  putServer(`
    const { port } = JSON.parse(process.argv[process.argv.indexOf('--config-body') + 1]);
    require('node:http').createServer((_, response) => response.end('OK')).listen(port, '127.0.0.1');
  `);
  const server = await startLivekitServer();
  expect(server.url).toBe(`ws://127.0.0.1:${server.port}`);
  expect(server.apiSecret.length).toBeGreaterThanOrEqual(32);
  await server.stop();
  await server.stop();
  await expect(fetch(`http://127.0.0.1:${server.port}/`)).rejects.toThrow();
});
