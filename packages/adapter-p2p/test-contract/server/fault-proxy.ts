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
  /** A side's connections break, and no other one is made. */
  cut(side: string): void;
  /** The side may connect again. */
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
    if (side !== null && (cut.has(side) || connectionsRefused > 0)) {
      if (!cut.has(side)) connectionsRefused -= 1;
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => {
      if (side !== null) bySide.set(side, (bySide.get(side) ?? new Set()).add(client));
      forward(client, side);
    });
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
    mend: (side) => {
      cut.delete(side);
    },
    close() {
      for (const client of sockets.clients) client.terminate();
      return new Promise((resolve) => {
        http.close(() => {
          resolve();
        });
        http.closeAllConnections();
      });
    },
  };
}
