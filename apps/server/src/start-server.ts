import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { createSignallingServer } from '@jackfield/adapter-p2p/server';
import { getRequestListener } from '@hono/node-server';
import type { Logger } from 'pino';
import { createHostPolicy } from './allowed-hosts.ts';
import { createApp } from './create-app.ts';
import { createCredentials } from './create-credentials.ts';
import { listen } from './listen.ts';
import { ConfigurationError, type ServerConfiguration } from './read-configuration.ts';
import { refuseOtherUpgrades } from './refuse-other-upgrades.ts';

const signallingPath = '/signalling';

/** A server that takes calls. */
export interface RunningServer {
  /** Where to open the demo. */
  readonly url: string;
  readonly port: number;
  /** Ends calls as `server-shutdown`, answers what is under way, and lets go of the port. Idempotent. */
  stop(): Promise<void>;
}

/** Starts everything on one port. Rejects with a {@link ConfigurationError} where the environment does not fit. */
export async function startServer(
  configuration: ServerConfiguration,
  logger: Logger,
): Promise<RunningServer> {
  const { host, demoDirectory, stopTimeoutMs } = configuration;
  if (!existsSync(join(demoDirectory, 'index.html'))) {
    throw new ConfigurationError(['The demo is not built: run "npm run demo", which builds it first.']);
  }
  const http = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, maxHeaderSize: 16_384 });
  // Who may come depends on the port, which is known only now where any free one is taken.
  const port = await listen({ server: http, host, port: configuration.port });
  const hosts = createHostPolicy({ host, port, allowedOrigins: configuration.allowedOrigins });
  let stopping: Promise<void> | undefined;

  const credentials = createCredentials({
    secrets: configuration.signallingSecrets,
    allowedOrigins: configuration.allowedOrigins,
    log: ({ level, ...entry }) => {
      logger[level](entry, 'token');
    },
  });
  const app = createApp({
    demoDirectory,
    hosts,
    handOut: credentials.handOut,
    ready: () => stopping === undefined,
    reportError: (error) => {
      logger.error({ err: error }, 'a request failed');
    },
  });
  const answer = getRequestListener(app.fetch);
  http.on('request', (request, response) => {
    // A connection that was busy when the stop began is kept open for the next request otherwise.
    response.once('close', () => {
      if (stopping) setImmediate(() => http.closeIdleConnections());
    });
    void answer(request, response);
  });
  refuseOtherUpgrades(http, signallingPath);
  const signalling = createSignallingServer({
    server: http,
    path: signallingPath,
    origins: (origin) => hosts.allowsOrigin(origin),
    verify: credentials.verify,
  });

  return {
    url: `http://${urlHost(host)}:${port}/`,
    port,
    stop: () => (stopping ??= stopAll({ http, signalling, stopTimeoutMs })),
  };
}

interface StopParts {
  readonly http: Server;
  readonly signalling: { close(): Promise<void> };
  readonly stopTimeoutMs: number;
}

async function stopAll({ http, signalling, stopTimeoutMs }: StopParts): Promise<void> {
  const closed = new Promise<void>((resolve) => http.close(() => resolve()));
  const timer = setTimeout(() => http.closeAllConnections(), stopTimeoutMs);
  await signalling.close();
  http.closeIdleConnections();
  await closed;
  clearTimeout(timer);
}

/** The host part of the address to print: one that listens on every address is opened by the local one. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
