import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino, type Logger } from 'pino';
import { httpBounds, type HttpBounds } from '../src/http/http-bounds.ts';
import { startServer, type RunningServer } from '../src/start-server.ts';
import type { ServerConfiguration } from '../src/read-configuration.ts';

/** A logger that writes nothing. */
export const silentLogger: Logger = pino({ level: 'silent' });

/** A folder with a small built demo in it, and a secret beside it. */
export interface TestFolder {
  readonly demoDirectory: string;
  remove(): void;
}

/** Makes a new folder. */
export function makeTestFolder(): TestFolder {
  const folder = mkdtempSync(join(tmpdir(), 'jackfield-server-'));
  const demoDirectory = join(folder, 'dist');
  mkdirSync(join(demoDirectory, 'assets'), { recursive: true });
  writeFileSync(join(demoDirectory, 'index.html'), '<!doctype html><title>demo</title>');
  writeFileSync(join(demoDirectory, 'assets', 'app-1a2b3c.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'a secret');
  return {
    demoDirectory,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Any configuration, on a free port. */
export function testConfiguration(changes: Partial<ServerConfiguration> = {}): ServerConfiguration {
  return {
    host: '127.0.0.1',
    port: 0,
    allowedOrigins: [],
    signallingSecrets: undefined,
    vendorSecrets: {},
    janusAdminKey: undefined,
    lan: false,
    invitation: undefined,
    turn: undefined,
    emulator: undefined,
    trustedHops: 0,
    logLevel: 'silent',
    demoDirectory: '/nowhere',
    // Longer than a test may take: a stop that has to cut connections off fails it.
    stopTimeoutMs: 60_000,
    ...changes,
  };
}

/** A running server of its own; `await using` stops it and removes its files. */
export interface TestServer extends AsyncDisposable, RunningServer {}

/** Starts one. */
export async function startTestServer(
  changes: Partial<ServerConfiguration> = {},
  logger: Logger = silentLogger,
  bounds: Partial<HttpBounds> = {},
): Promise<TestServer> {
  const folder = makeTestFolder();
  const server = await startServer(
    testConfiguration({ demoDirectory: folder.demoDirectory, ...changes }),
    logger,
    { ...httpBounds, ...bounds },
  );
  // Not spread: what it holds now is behind getters.
  return Object.assign(server, {
    async [Symbol.asyncDispose]() {
      await server.stop();
      folder.remove();
    },
  });
}
