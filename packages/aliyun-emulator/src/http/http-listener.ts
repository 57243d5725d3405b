import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { EmulatorError } from '../emulator-error.ts';

/** One TCP port with bounds on what a client may send and keep open. It can be closed and opened again. */
export class HttpListener {
  readonly #handle: (request: IncomingMessage, response: ServerResponse) => void;
  readonly #address: string;
  #port: number;
  #server: Server | undefined;

  constructor(options: {
    address: string;
    port: number;
    handle: (request: IncomingMessage, response: ServerResponse) => void;
  }) {
    this.#address = options.address;
    this.#port = options.port;
    this.#handle = options.handle;
  }

  get port(): number {
    return this.#port;
  }

  get isOpen(): boolean {
    return this.#server !== undefined;
  }

  /** Listens; a second time, on the port it had before. Rejects `port-in-use`. */
  async open(): Promise<void> {
    if (this.#server !== undefined) return;
    const server = createServer(
      { maxHeaderSize: 16_384, headersTimeout: 10_000, requestTimeout: 20_000, keepAliveTimeout: 20_000 },
      this.#handle,
    );
    server.maxConnections = 4000;
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
}

function isAddressInfo(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
