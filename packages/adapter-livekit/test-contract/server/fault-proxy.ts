import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { SignalRequest } from '@livekit/protocol';
import { WebSocket, WebSocketServer } from 'ws';

/** A request of the SDK's, by the name of its message. */
export type RequestName = NonNullable<SignalRequest['message']['case']>;

/** What the app's own server answers. */
export type AppAnswer = (path: string, request: unknown) => Promise<unknown>;

/** The way between sides and the server, `/ROOM/SIDE/…`, with everything that can go wrong on it, and the app's own server on the same port. */
export class FaultProxy {
  static async start(target: string, app: AppAnswer): Promise<FaultProxy> {
    const proxy = new FaultProxy(target, app);
    await new Promise<void>((resolve) => proxy.#http.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  readonly #target: string;
  readonly #http: Server;
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #bySide = new Map<string, Set<WebSocket>>();
  /** By way: cut, or leading to a server that lets everybody in and then fails. */
  readonly #faults = new Map<string, 'cut' | 'fails'>();
  /** By room: what waits, and since which hold. */
  readonly #held = new Set<{
    readonly room: string;
    readonly name: RequestName;
    readonly waiting: (() => void)[];
  }>();

  private constructor(target: string, app: AppAnswer) {
    this.#target = target;
    this.#http = createServer((request, response) => void this.#answer({ request, response, app }));
    this.#http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      const { side, room, rest } = partsOf(request.url);
      const way = `${room}/${side}`;
      const fault = this.#faults.get(way);
      if (fault === 'cut') {
        socket.destroy();
        return;
      }
      if (fault === 'fails') {
        this.#sockets.handleUpgrade(request, socket, head, (client) => {
          client.close(1011, 'The server has failed.');
        });
        return;
      }
      const server = new WebSocket(`ws://${this.#target}${rest}`);
      server.binaryType = 'nodebuffer';
      const early: { readonly data: Buffer; readonly isBinary: boolean }[] = [];
      const keep = (data: Buffer, isBinary: boolean): void => void early.push({ data, isBinary });
      server.on('message', keep);
      // What the server refuses is refused here, before the client believes that it is connected.
      server.on('error', () => socket.destroy());
      server.on('unexpected-response', (_, { statusCode = 500 }) => {
        socket.end(
          `HTTP/1.1 ${String(statusCode)} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
        );
      });
      server.on('open', () => {
        this.#sockets.handleUpgrade(request, socket, head, (client) => {
          this.#bySide.set(way, (this.#bySide.get(way) ?? new Set()).add(client));
          server.off('message', keep);
          for (const { data, isBinary } of early) client.send(data, { binary: isBinary });
          this.#forward({ client, server, room });
        });
      });
    });
  }

  /** Where it listens. */
  get origin(): string {
    const address = this.#http.address();
    return `127.0.0.1:${String(typeof address === 'object' && address ? address.port : 0)}`;
  }

  /** Requests of that name from a room wait from now on, until the release that this gives. */
  hold(room: string, name: RequestName): () => void {
    const trap = { room, name, waiting: [] as (() => void)[] };
    this.#held.add(trap);
    return () => {
      this.#held.delete(trap);
      for (const go of trap.waiting.splice(0)) go();
    };
  }

  /** A side's connections break, and no other one is made. */
  cut(room: string, side: string): void {
    this.#faults.set(`${room}/${side}`, 'cut');
    for (const socket of this.#bySide.get(`${room}/${side}`) ?? []) socket.terminate();
  }

  /** The server fails as soon as the side has connected. */
  fail(room: string, side: string): void {
    this.#faults.set(`${room}/${side}`, 'fails');
  }

  /** The side may connect again. */
  mend(room: string, side: string): void {
    this.#faults.delete(`${room}/${side}`);
  }

  /** Stops. */
  async close(): Promise<void> {
    for (const client of this.#sockets.clients) client.terminate();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  #forward({ client, server, room }: { client: WebSocket; server: WebSocket; room: string }): void {
    const send = (data: Buffer, isBinary: boolean): void => {
      if (server.readyState === WebSocket.OPEN) server.send(data, { binary: isBinary });
    };
    server.on('message', (data: Buffer, isBinary) => {
      if (client.readyState === WebSocket.OPEN) client.send(data, { binary: isBinary });
    });
    server.on('close', (code, reason) => {
      client.close(code === 1005 || code === 1006 ? 1011 : code, reason);
    });
    client.on('message', (data: Buffer, isBinary) => {
      const name = isBinary ? SignalRequest.fromBinary(data).message.case : undefined;
      const trap = [...this.#held].find((each) => each.room === room && each.name === name);
      if (trap) trap.waiting.push(() => send(data, isBinary));
      else send(data, isBinary);
    });
    client.on('close', () => {
      server.close();
    });
    client.on('error', () => undefined);
  }

  async #answer({
    request,
    response,
    app,
  }: {
    request: IncomingMessage;
    response: ServerResponse;
    app: AppAnswer;
  }): Promise<void> {
    const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
    try {
      if (request.method === 'OPTIONS') {
        response.writeHead(204, headers).end();
      } else if (request.url?.startsWith('/app/')) {
        const result = await app(request.url.slice('/app/'.length), JSON.parse(await textOf(request)));
        response.writeHead(200, headers).end(JSON.stringify(result ?? null));
      } else {
        const { room, side, rest } = partsOf(request.url);
        if (this.#faults.get(`${room}/${side}`) === 'cut') {
          request.socket.destroy();
          return;
        }
        const answer = await fetch(`http://${this.#target}${rest}`);
        response.writeHead(answer.status, headers).end(await answer.text());
      }
    } catch (error) {
      const status = error instanceof AppRefusal ? error.status : 403;
      response.writeHead(status, headers).end(error instanceof Error ? error.message : String(error));
    }
  }
}

/** What the app's own server refuses. */
export class AppRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

function partsOf(url = ''): { readonly room: string; readonly side: string; readonly rest: string } {
  const [, room = '', side = '', rest = ''] = /^\/([^/]*)\/([^/]*)(\/.*)$/.exec(url) ?? [];
  return { room, side, rest };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
