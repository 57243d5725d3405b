import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

import { EmulatorError } from '../errors/emulator-error.ts';
import { createPipelineBound } from './pipeline-bound.ts';

/** Answers a request. What it throws or rejects with ends that connection, and nothing else. */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** Takes a connection over (WebSocket). What it throws ends that connection, and nothing else. */
export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** One TCP port with bounds on what a client may send and keep open. It can be closed and opened again. */
export class HttpListener {
  readonly #handle: RequestHandler;
  readonly #upgrade: UpgradeHandler | undefined;
  readonly #failed: (error: unknown) => void;
  readonly #address: string;
  #port: number;
  #server: Server | undefined;

  constructor(options: {
    address: string;
    port: number;
    handle: RequestHandler;
    /** Left out, nobody can upgrade. */
    upgrade?: UpgradeHandler;
    /** Hears of what a handler threw; the connection is broken already. */
    onFailure: (error: unknown) => void;
  }) {
    this.#upgrade = options.upgrade;
    this.#failed = options.onFailure;
    this.#address = options.address;
    this.#port = options.port;
    this.#handle = options.handle;
  }

  /** Port that it listens on; the chosen one before it is open. */
  get port(): number {
    return this.#port;
  }

  /** Tells that it listens. */
  get isOpen(): boolean {
    return this.#server !== undefined;
  }

  /** Listens; a second time, on the port it had before. Rejects `port-in-use`. */
  async open(): Promise<void> {
    if (this.#server !== undefined) return;
    const mayBeAnswered = createPipelineBound();
    const server = createServer(
      { maxHeaderSize: 16_384, headersTimeout: 10_000, requestTimeout: 20_000, keepAliveTimeout: 20_000 },
      (request, response) => {
        if (mayBeAnswered(request, response)) void this.#serve(request, response);
      },
    );
    server.maxConnections = 4000;
    const upgrade = this.#upgrade;
    if (upgrade !== undefined) {
      server.on('upgrade', (request, socket, head) => {
        this.#takeOver(upgrade, { request, socket, head });
      });
    }
    server.listen(this.#port, this.#address);
    try {
      await once(server, 'listening');
    } catch (error) {
      throw new EmulatorError('port-in-use', `cannot listen on ${this.#address}:${this.#port}`, {
        cause: error,
      });
    }
    const bound = server.address();
    if (isAddressInfo(bound)) this.#port = bound.port;
    server.on('error', this.#failed);
    this.#server = server;
  }

  /** Stops listening and breaks what is open. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }

  /** The last catch of every request: a handler that fails costs its own connection. */
  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#handle(request, response);
    } catch (error) {
      response.destroy();
      this.#failed(error);
    }
  }

  #takeOver(
    upgrade: UpgradeHandler,
    { request, socket, head }: { request: IncomingMessage; socket: Duplex; head: Buffer },
  ): void {
    socket.on('error', () => socket.destroy());
    try {
      upgrade(request, socket, head);
    } catch (error) {
      socket.destroy();
      this.#failed(error);
    }
  }
}

function isAddressInfo(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
