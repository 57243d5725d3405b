import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { openAdmission, type VerifyCredential } from './admission.ts';
import { Connection } from './connection.ts';
import { clientAddress } from './client-address.ts';
import { createLastCatch, guardClock } from './last-catch.ts';
import { QueueBudget } from './queue-budget.ts';
import { RoomRegistry } from './room-registry.ts';
import { ShareCounter } from './share-counter.ts';
import { nodeClock } from './server-clock.ts';
import { defaultSignallingLimits } from './signalling-limits.ts';
import type { SignallingServer, SignallingServerOptions } from './signalling-server-options.ts';

/** Fragments of one message. */
const mostFragments = 128;
/** Parts in which the bytes of one frame may come: of the smallest that networks carry, a frame of the largest size has some 120. */
const mostChunks = 1024;

/**
 * Runs a signalling server for `webSocketSignalling`: rooms, resumption, limits, moderation. It passes on what peers need
 * to find each other; no media goes through it. Throws a TypeError where neither `server` nor `port` is given.
 */
export function createSignallingServer(options: SignallingServerOptions): SignallingServer {
  const { server, port, host = '127.0.0.1', path = '/signalling' } = options;
  if ((server === undefined) === (port === undefined)) {
    throw new TypeError('createSignallingServer needs either `server` or `port`.');
  }
  const limits = { ...defaultSignallingLimits, ...options.limits };
  const { heartbeatMs = 5000, resumeMs = 10_000, joinMs = 5000 } = options;
  const lastCatch = createLastCatch((failure) => options.onFailure?.(failure));
  const clock = guardClock(options.clock ?? nodeClock, lastCatch);
  const check = options.verify ?? openAdmission;
  // One that throws instead of rejecting is a rejection, too.
  const verify: VerifyCredential = async (request) => check(request);
  const budget = new QueueBudget(limits.totalQueuedBytes, (cut) =>
    lastCatch.run({ during: 'socket', act: () => options.onSlowReader?.(cut) }),
  );
  const registry = new RoomRegistry({ clock, limits, heartbeatMs, resumeMs, budget });
  const socketShares = new ShareCounter(limits.socketsPerAddress);
  const pendingShares = new ShareCounter(limits.pendingSocketsPerAddress);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.frameBytes,
    // Parts of a byte each would cost a hundred times what they say. Browsers send a frame of this size in one.
    maxFragments: mostFragments,
    maxBufferedChunks: mostChunks,
    perMessageDeflate: false,
  });
  const own = server
    ? undefined
    : createServer((_request, response) => response.writeHead(426).end('Upgrade required'));
  const http = server ?? own ?? createServer();
  let pending = 0;

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void =>
    lastCatch.run({
      during: 'upgrade',
      act: () => take(request, socket, head),
      letGo: () => socket.destroy(),
    });
  const take = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    // Strangers write it: what is no address must not throw here.
    if ((request.url ?? '/').split('?', 1)[0] !== path) {
      // On a shared server somebody else may take it.
      if (own) refuse(socket, '404 Not Found');
      return;
    }
    if (!originAllowed(options.origins, request.headers.origin)) {
      refuse(socket, '403 Forbidden');
      return;
    }
    const address = clientAddress(
      { remoteAddress: request.socket.remoteAddress, forwardedFor: request.headers['x-forwarded-for'] },
      options.trustedHops,
    );
    if (!socketShares.hasRoom(address) || !pendingShares.hasRoom(address)) {
      refuse(socket, '429 Too Many Requests');
      return;
    }
    if (sockets.clients.size >= limits.sockets || pending >= limits.pendingSockets) {
      refuse(socket, '503 Service Unavailable');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      pending += 1;
      let waiting = true;
      const join = pendingShares.hold(address);
      client.once('close', socketShares.hold(address));
      const settled = (): void => {
        if (waiting) pending -= 1;
        waiting = false;
        join();
      };
      new Connection(client, {
        registry,
        verify,
        clock,
        limits,
        heartbeatMs,
        joinMs,
        lastCatch,
        address,
        settled,
        cutAlone: (queuedBytes) => budget.count({ queuedBytes, bound: 'receiver' }),
        origin: request.headers.origin,
      });
    });
  };
  http.on('upgrade', upgrade);

  return {
    developmentMode: options.verify === undefined,
    listening: own ? listen(own, port ?? 0, host) : Promise.resolve({ port: portOf(http) }),
    rooms: () =>
      registry.rooms.map((room) => ({
        room: room.id,
        members: room.members.map(({ id, userId, connected }) => ({ id, userId, connected })),
      })),
    present: (room, userId) => registry.presence(room, userId),
    get sockets() {
      return sockets.clients.size;
    },
    get failures() {
      return lastCatch.failures;
    },
    get queuedBytes() {
      return budget.total;
    },
    get slowReaders() {
      return budget.cuts;
    },
    mute({ room, userId, source }) {
      const member = registry.room(room)?.memberOfUser(userId);
      member?.send({ type: 'moderated', action: 'mute', source });
      return member !== undefined;
    },
    kick(room, userId) {
      const found = registry.room(room);
      const member = found?.memberOfUser(userId);
      if (!found || !member) return false;
      registry.dismiss({ room: found, member }, 'kicked');
      return true;
    },
    closeRoom(room) {
      const found = registry.room(room);
      if (found) registry.closeRoom(found, 'room-closed');
      return found !== undefined;
    },
    async close() {
      http.off('upgrade', upgrade);
      for (const room of registry.rooms) registry.closeRoom(room, 'server-shutdown');
      for (const client of sockets.clients) client.close(1001, 'server-shutdown');
      const stop = clock.after(1000, () => {
        for (const client of sockets.clients) client.terminate();
      });
      await Promise.all(
        [...sockets.clients].map((client) => new Promise((resolve) => client.once('close', resolve))),
      );
      stop();
      sockets.close();
      if (!own) return;
      const closed = new Promise((resolve) => own.close(resolve));
      // Whoever has not finished a request would hold it for minutes.
      own.closeAllConnections();
      await closed;
    },
  };
}

function originAllowed(origins: SignallingServerOptions['origins'], origin: string | undefined): boolean {
  if (origins === undefined) return true;
  return typeof origins === 'function' ? origins(origin) : origin !== undefined && origins.includes(origin);
}

/** An upgraded socket is out of the HTTP server's hands: nobody else hears its errors, nor closes it while it is half open. */
function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => socket.destroy());
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function listen(server: Server, port: number, host: string): Promise<{ readonly port: number }> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve({ port: portOf(server) }));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}
