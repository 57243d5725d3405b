import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';

/** What a side asks the server for, by what it is for. */
export type Operation = 'join' | 'leave' | 'publish' | 'mute' | 'subscribe' | 'set-profile';

type Message = Readonly<Record<string, unknown>>;

/** What the app's own server answers. */
export type AppAnswer = (path: string, request: unknown) => Promise<unknown>;

/** What the app's own server refuses. */
export class AppRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The way between sides and the server, `/ROOM/SIDE`, with everything that can go wrong on it, and the app's own server on the same port. */
export class FaultProxy {
  static async start(target: () => string, app: AppAnswer): Promise<FaultProxy> {
    const proxy = new FaultProxy(target, app);
    await new Promise<void>((resolve) => proxy.#http.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  readonly #target: () => string;
  readonly #http: Server;
  readonly #sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'janus-protocol' });
  readonly #byWay = new Map<string, Set<WebSocket>>();
  /** By way: cut, or leading to a server that fails. */
  readonly #faults = new Map<string, 'cut' | 'fails'>();
  /** By room: what waits. */
  readonly #held = new Set<{
    readonly room: string;
    readonly operation: Operation;
    readonly waiting: (() => void)[];
  }>();
  /** By way: what breaks it as soon as the server has it. */
  readonly #breaking = new Map<string, Operation>();
  /** By room: what the server refuses next, and with which number. */
  readonly #refusals = new Set<{
    readonly room: string;
    readonly operation: Operation;
    readonly code: number;
  }>();

  private constructor(target: () => string, app: AppAnswer) {
    this.#target = target;
    this.#http = createServer((request, response) => void answer({ request, response, app }));
    this.#http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      const way = (request.url ?? '').slice(1);
      const fault = this.#faults.get(way);
      if (fault === 'cut') {
        socket.destroy();
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (client) => {
        if (fault === 'fails') this.#fail(client);
        else this.#forward(client, way);
      });
    });
  }

  /** Where it listens. */
  get origin(): string {
    const address = this.#http.address();
    return `127.0.0.1:${String(typeof address === 'object' && address ? address.port : 0)}`;
  }

  /** Requests of that kind from a room wait from now on, until the release that this gives. */
  hold(room: string, operation: Operation): () => void {
    const trap = { room, operation, waiting: [] as (() => void)[] };
    this.#held.add(trap);
    return () => {
      this.#held.delete(trap);
      for (const go of trap.waiting.splice(0)) go();
    };
  }

  /** The next request of that kind from a room is refused. */
  refuse(room: string, operation: Operation, code: number): void {
    this.#refusals.add({ room, operation, code });
  }

  /** A side's connections break, and no other one is made. */
  cut(way: string): void {
    this.#faults.set(way, 'cut');
    this.drop(way);
  }

  /** The next request of that kind reaches the server, and its answer nobody: the way breaks behind it, once. */
  loseAnswer(way: string, operation: Operation): void {
    this.#breaking.set(way, operation);
  }

  /** A side's connections break. */
  drop(way: string): void {
    for (const socket of this.#byWay.get(way) ?? []) socket.terminate();
  }

  /** The server fails whatever the side asks. */
  fail(way: string): void {
    this.#faults.set(way, 'fails');
  }

  /** The side may connect again. */
  mend(way: string): void {
    this.#faults.delete(way);
  }

  /** Stops. */
  async close(): Promise<void> {
    for (const client of this.#sockets.clients) client.terminate();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
  }

  #fail(client: WebSocket): void {
    client.on('message', (data: Buffer) => {
      const { transaction } = JSON.parse(data.toString('utf8')) as Message;
      client.send(JSON.stringify({ janus: 'error', transaction, error: { code: 490, reason: 'It fails.' } }));
    });
  }

  #forward(client: WebSocket, way: string): void {
    const [room = ''] = way.split('/');
    this.#byWay.set(way, (this.#byWay.get(way) ?? new Set()).add(client));
    const server = new WebSocket(this.#target(), 'janus-protocol');
    const early: string[] = [];
    const send = (text: string): void => {
      if (server.readyState === WebSocket.OPEN) server.send(text);
      else if (server.readyState === WebSocket.CONNECTING) early.push(text);
    };
    server.on('open', () => {
      for (const text of early.splice(0)) server.send(text);
    });
    server.on('message', (data: Buffer) => {
      if (client.readyState === WebSocket.OPEN) client.send(data.toString('utf8'));
    });
    server.on('error', () => client.terminate());
    server.on('close', () => client.terminate());
    client.on('error', () => undefined);
    client.on('message', (data: Buffer) => {
      const text = data.toString('utf8');
      const message = JSON.parse(text) as Message;
      const operation = operationOf(message);
      const refusal = [...this.#refusals].find((each) => each.room === room && each.operation === operation);
      const trap = [...this.#held].find((each) => each.room === room && each.operation === operation);
      if (refusal) {
        this.#refusals.delete(refusal);
        client.send(JSON.stringify(refused(message, refusal.code)));
      } else if (trap) trap.waiting.push(() => send(text));
      else send(text);
      if (operation !== undefined && this.#breaking.get(way) === operation) {
        this.#breaking.delete(way);
        client.terminate();
      }
    });
    client.on('close', () => {
      this.#byWay.get(way)?.delete(client);
      // What was sent before goes through.
      if (server.readyState === WebSocket.CONNECTING) server.once('open', () => server.close());
      else server.close();
    });
  }
}

/** What a message is for; undefined for what nobody holds back. */
function operationOf(message: Message): Operation | undefined {
  if (message['janus'] === 'destroy') return 'leave';
  const body = (message['body'] ?? {}) as Message;
  const { request, ptype } = body;
  if (request === 'join') return ptype === 'publisher' ? 'join' : 'subscribe';
  if (request === 'update') return 'subscribe';
  if (request !== 'configure') return undefined;
  if ('display' in body) return 'set-profile';
  if (message['jsep'] !== undefined) return 'publish';
  return 'descriptions' in body ? 'mute' : undefined;
}

/** A plugin's refusal, as the server words it. */
function refused({ transaction, session_id, handle_id }: Message, error_code: number): Message {
  const data = { videoroom: 'event', error_code, error: 'The test says no.' };
  const plugindata = { plugin: 'janus.plugin.videoroom', data };
  return { janus: 'event', transaction, session_id, sender: handle_id, plugindata };
}

async function answer({
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
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const result = await app((request.url ?? '').slice('/app/'.length), body);
    response.writeHead(200, headers).end(JSON.stringify(result ?? null));
  } catch (error) {
    const status = error instanceof AppRefusal ? error.status : 403;
    response.writeHead(status, headers).end(error instanceof Error ? error.message : String(error));
  }
}
