import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { createSignallingServer } from '@jackfield/adapter-p2p/server';
import { createPipelineBound } from '@jackfield/emulator-kit/http';
import { getRequestListener } from '@hono/node-server';
import { providersFromSecrets } from '@jackfield/tokens';
import type { Logger } from 'pino';
import { createHostPolicy, type HostPolicy } from './http/allowed-hosts.ts';
import { createApp } from './create-app.ts';
import { createClientCookie } from './http/client-cookie.ts';
import { shareConnections } from './http/connection-shares.ts';
import { createCredentials } from './providers/create-credentials.ts';
import { HostedRooms } from './host/hosted-rooms.ts';
import { createModerators } from './host/moderators.ts';
import { IdentityBindings } from './providers/identity-bindings.ts';
import { httpBounds, type HttpBounds } from './http/http-bounds.ts';
import { makeInvitation, showsInvitation } from './providers/invitation.ts';
import { createJanusServer } from './providers/janus-provider.ts';
import { createLastCatch } from './http/last-catch.ts';
import { lanAddresses, makeCertificate } from './lan.ts';
import { listen } from './listen.ts';
import { mountEmulator, type MountedEmulator } from './providers/mount-emulator.ts';
import { providerOffers } from './providers/provider-offers.ts';
import { ConfigurationError, type ServerConfiguration } from './read-configuration.ts';
import { refuseOtherUpgrades } from './http/refuse-other-upgrades.ts';
import { vendorExceptions } from './providers/vendor-exceptions.ts';

const signallingPath = '/signalling';

/** More than signalling takes, so that health can be asked for while it is full. */
const maximumConnections = 6000;

/** What one address may take of them: more than it gets signalling sockets. */
const connectionsPerAddress = 1000;

/** What the server holds for its clients. */
export interface ServerUsage {
  /** Signalling sockets, joined or not. */
  readonly sockets: number;
  /** Rooms with somebody in them. */
  readonly rooms: number;
  /** People in rooms, those that may come back after a lost connection included. */
  readonly members: number;
  /** Sessions of the mounted emulator. */
  readonly emulatorSessions: number;
  /** Receivers that were cut as `slow-reader` since the start. */
  readonly slowReaders: number;
  /** Requests and frames whose handling failed since the start: each is a defect that was contained. */
  readonly failures: number;
}

/** A server that takes calls. */
export interface RunningServer {
  /** Where to open the demo. */
  readonly url: string;
  readonly port: number;
  /** How others on the network come here; undefined where they cannot. */
  readonly lan: { readonly link: string; readonly fingerprint: string } | undefined;
  /** The TURN of the mounted emulator; undefined while none runs. */
  readonly turnUrl: string | undefined;
  /** What strangers make it hold now, in numbers. */
  usage(): ServerUsage;
  /** Ends calls as `server-shutdown`, answers what is under way, and lets go of the port. Idempotent. */
  stop(): Promise<void>;
}

/** Starts everything on one port. Rejects with a {@link ConfigurationError} where the environment does not fit. */
export async function startServer(
  configuration: ServerConfiguration,
  logger: Logger,
  bounds: HttpBounds = httpBounds,
): Promise<RunningServer> {
  const { host, demoDirectory, stopTimeoutMs } = configuration;
  if (!existsSync(join(demoDirectory, 'index.html'))) {
    throw new ConfigurationError(['The demo is not built: run "npm run demo", which builds it first.']);
  }
  // Listening on one address alone, it is reached by no other.
  const everywhere = host === '0.0.0.0' || host === '::';
  const lan = everywhere ? lanAddresses() : isIP(host) === 4 ? [host] : [];
  const addresses = configuration.lan ? lan : [];
  const invitation = configuration.invitation ?? (configuration.lan ? makeInvitation() : undefined);
  const certificate = configuration.lan ? await makeCertificate(addresses) : undefined;
  const http: Server = certificate
    ? createSecureServer({
        ...bounds,
        handshakeTimeout: 10_000,
        cert: certificate.cert,
        key: certificate.key,
      })
    : createServer(bounds);
  http.maxConnections = maximumConnections;
  const { trustedHops } = configuration;
  shareConnections(http, {
    perAddress: trustedHops === 0 ? connectionsPerAddress : undefined,
    silentMs: bounds.headersTimeout,
  });
  // Who may come depends on the port, which is known only now where any free one is taken.
  const port = await listen({ server: http, host, port: configuration.port });
  const scheme = certificate ? 'https' : 'http';
  const hosts = createHostPolicy({
    host,
    port,
    allowedOrigins: configuration.allowedOrigins,
    addresses,
    scheme,
  });
  const address = addresses[0] ?? (isIP(host) === 4 && !everywhere ? host : '127.0.0.1');
  const url = `${scheme}://${addresses[0] ?? urlHost(host)}:${port}/`;
  const mounted = configuration.emulator
    ? mountEmulator({ address, turnPort: configuration.emulator.turnPort, origin: url.slice(0, -1) })
    : undefined;
  if (configuration.emulator?.starts === 'at-once') await startOrLetGo(http, mounted);
  const { vendorSecrets, janusAdminKey } = configuration;
  const { janus } = vendorSecrets;
  const setUp = { secrets: vendorSecrets, emulator: mounted !== undefined, janusAdminKey };
  let stopping: Promise<void> | undefined;

  const cookie = createClientCookie({ secure: scheme === 'https' });
  const bindings = new IdentityBindings();
  const hosted = new HostedRooms();
  const janusServer =
    janus && janusAdminKey !== undefined
      ? createJanusServer({ secrets: janus, adminKey: janusAdminKey })
      : undefined;
  const credentials = createCredentials({
    cookie,
    bindings,
    entryOf: (place, person) => hosted.entryOf(place, person),
    presence: (room, userId) => signalling.present(room, userId),
    secrets: configuration.signallingSecrets,
    providers: {
      ...providersFromSecrets(configuration.vendorSecrets),
      ...(mounted && { aliyun: mounted.provider }),
      ...(janusServer && { janus: janusServer.provider }),
    },
    invitation,
    allowedOrigins: configuration.allowedOrigins,
    log: ({ level, ...entry }) => {
      logger[level](entry, 'token');
    },
  });
  const lastCatch = createLastCatch((entry) => logger.error(entry, 'a request failed'));
  const app = createApp({
    demoDirectory,
    hosts,
    cookie,
    trustedHops,
    handOut: credentials.handOut,
    host: {
      rooms: hosted,
      moderators: createModerators({
        signalling: () => signalling,
        livekit: vendorSecrets.livekit,
        janus: janusServer?.rooms,
      }),
      isInvited: (request) => invitation === undefined || showsInvitation(request, invitation),
      isBound: (room, userId, holder) => bindings.isHeldBy({ room, userId, holder }),
    },
    turn: configuration.turn,
    offers: providerOffers(setUp),
    exceptions: vendorExceptions(setUp),
    ready: () => stopping === undefined,
    reportError: (error) => lastCatch.report(error),
  });
  const answer = getRequestListener(app.fetch);
  const mayBeAnswered = createPipelineBound();
  http.on('request', (request, response) => {
    if (!mayBeAnswered(request, response)) return;
    // A connection that was busy when the stop began is kept open for the next request otherwise.
    response.once('close', () => {
      if (stopping) setImmediate(() => http.closeIdleConnections());
    });
    lastCatch.run({
      request,
      response,
      answer: () => serveEmulator({ request, response, hosts, mounted }) || answer(request, response),
    });
  });
  refuseOtherUpgrades(http, { path: signallingPath, isTaken: () => stopping === undefined });
  const signalling = createSignallingServer({
    server: http,
    path: signallingPath,
    trustedHops,
    origins: (origin) => hosts.allowsOrigin(origin),
    verify: credentials.verify,
    onFailure: (failure) => logger.error(failure, 'a signalling frame failed'),
    onSlowReader: (cut) => logger.warn(cut, 'a receiver was cut as slow-reader'),
  });

  return {
    url,
    port,
    lan: certificate && {
      link: invitation === undefined ? url : `${url}#invitation=${invitation}`,
      fingerprint: certificate.fingerprint,
    },
    get turnUrl() {
      return mounted?.turnUrl;
    },
    usage: () => {
      const rooms = signalling.rooms();
      return {
        sockets: signalling.sockets,
        rooms: rooms.length,
        members: rooms.reduce((sum, { members }) => sum + members.length, 0),
        emulatorSessions: mounted?.sessions ?? 0,
        slowReaders: signalling.slowReaders,
        failures: lastCatch.failures + signalling.failures,
      };
    },
    stop: () => (stopping ??= stopAll({ http, signalling, hosted, mounted, stopTimeoutMs })),
  };
}

/** Lets go of the port again where the emulator cannot start. */
async function startOrLetGo(http: Server, mounted: MountedEmulator | undefined): Promise<void> {
  try {
    await mounted?.start();
  } catch (error) {
    http.close();
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError([
      `The Aliyun emulator cannot start (${reason}). Set ALIYUN_EMULATOR_TURN_PORT to another port, or ALIYUN_EMULATOR=off.`,
    ]);
  }
}

/** Whether the emulator took the request. Names that are not of this server get no further, as elsewhere. */
function serveEmulator(parts: {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly hosts: HostPolicy;
  readonly mounted: MountedEmulator | undefined;
}): boolean {
  const { request, response, hosts, mounted } = parts;
  if (!mounted || !hosts.allowsHost(request.headers.host)) return false;
  return mounted.handle(request, response);
}

interface StopParts {
  readonly http: Server;
  readonly signalling: { close(): Promise<void> };
  readonly hosted: HostedRooms;
  readonly mounted: MountedEmulator | undefined;
  readonly stopTimeoutMs: number;
}

async function stopAll({ http, signalling, hosted, mounted, stopTimeoutMs }: StopParts): Promise<void> {
  const closed = new Promise<void>((resolve) => http.close(() => resolve()));
  const timer = setTimeout(() => http.closeAllConnections(), stopTimeoutMs);
  hosted.close();
  await Promise.all([signalling.close(), mounted?.stop()]);
  http.closeIdleConnections();
  await closed;
  clearTimeout(timer);
}

/** The host part of the address to print: one that listens on every address is opened by the local one. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
