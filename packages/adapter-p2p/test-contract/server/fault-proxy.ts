import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';

/** The way between pages and the signalling server, with everything that can go wrong on it. Far ends are left alone. */
export interface FaultProxy {
  /** Where pages connect: `?side=NAME` says who it is, for those that may be disturbed. */
  readonly url: string;
  /** Frames of these types wait from now on, until the release that this gives. */
  hold(types: readonly string[]): () => void;
  /** The next frame of one of these types is answered with a failure. */
  refuse(types: readonly string[], code: string): void;
  /** The next connection is not made. */
  refuseConnection(): void;
  /** A side's connections break, and nothing answers to further ones. */
  cut(side: string): void;
  /** The side may connect again; what has waited for it does. */
  mend(side: string): void;
  /** Stops. */
  close(): Promise<void>;
}

interface Frame {
  readonly type: string;
  readonly request?: number;
}

/** Starts a proxy before the server at `target`. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const sockets = new WebSocketServer({ noServer: true });
  const held = new Set<{ readonly types: readonly string[]; readonly waiting: (() => void)[] }>();
  const refused: { readonly types: readonly string[]; readonly code: string }[] = [];
  const cut = new Set<string>();
  const bySide = new Map<string, Set<WebSocket>>();
  const lost: { readonly side: string; readonly socket: Duplex; readonly take: () => void }[] = [];
  let connectionsRefused = 0;
  const http = createServer();

  function forward(client: WebSocket, side: string | null): void {
    const server = new WebSocket(target);
    const early: string[] = [];
    let held = 0;
    const send = (text: string): void => {
      if (server.readyState === WebSocket.CONNECTING) early.push(text);
      else if (server.readyState === WebSocket.OPEN) server.send(text);
    };
    const end = (): void => {
      // What is held arrives late, also when its sender has gone.
      if (client.readyState === WebSocket.CLOSED && held === 0) server.close();
    };
    server.on('open', () => {
      for (const text of early.splice(0)) server.send(text);
    });
    server.on('message', (data: Buffer) => {
      if (client.readyState === WebSocket.OPEN) client.send(data.toString());
    });
    server.on('close', (code, reason) => {
      client.close(code === 1005 || code === 1006 ? 1011 : code, reason);
    });
    server.on('error', () => {
      client.terminate();
    });
    client.on('message', (data: Buffer) => {
      const text = data.toString();
      const frame = JSON.parse(text) as Frame;
      const trap = side === null ? undefined : trapFor(frame);
      if (!trap) send(text);
      else if ('code' in trap) {
        const { request } = frame;
        client.send(
          JSON.stringify({ type: 'failed', request, code: trap.code, message: 'The test says no.' }),
        );
      } else {
        held += 1;
        trap.waiting.push(() => {
          held -= 1;
          send(text);
          end();
        });
      }
    });
    client.on('close', end);
  }

  function trapFor({ type }: Frame): { code: string } | { waiting: (() => void)[] } | undefined {
    const index = refused.findIndex(({ types }) => types.includes(type));
    const [refusal] = index < 0 ? [] : refused.splice(index, 1);
    return refusal ?? [...held].find(({ types }) => types.includes(type));
  }

  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const side = new URL(request.url ?? '/', 'http://localhost').searchParams.get('side');
    const take = (): void => {
      if (socket.destroyed) return;
      sockets.handleUpgrade(request, socket, head, (client) => {
        if (side !== null) bySide.set(side, (bySide.get(side) ?? new Set()).add(client));
        forward(client, side);
      });
    };
    if (side === null) take();
    // Nothing answers on a way that is cut.
    else if (cut.has(side)) lost.push({ side, socket, take });
    else if (connectionsRefused > 0) {
      connectionsRefused -= 1;
      socket.destroy();
    } else take();
  });
  const port = await new Promise<number>((resolve) => {
    http.listen(0, '127.0.0.1', () => {
      const address = http.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  return {
    url: `ws://127.0.0.1:${String(port)}/signalling`,
    hold(types) {
      const trap = { types, waiting: [] };
      held.add(trap);
      return () => {
        held.delete(trap);
        for (const go of trap.waiting.splice(0) as (() => void)[]) go();
      };
    },
    refuse: (types, code) => {
      refused.push({ types, code });
    },
    refuseConnection: () => {
      connectionsRefused += 1;
    },
    cut(side) {
      cut.add(side);
      for (const socket of bySide.get(side) ?? []) socket.terminate();
    },
    mend(side) {
      cut.delete(side);
      for (const each of lost) if (each.side === side) each.take();
      lost.splice(0, lost.length, ...lost.filter((each) => each.side !== side));
    },
    close() {
      for (const client of sockets.clients) client.terminate();
      for (const { socket } of lost) socket.destroy();
      return new Promise((resolve) => {
        http.close(() => {
          resolve();
        });
        http.closeAllConnections();
      });
    },
  };
}
