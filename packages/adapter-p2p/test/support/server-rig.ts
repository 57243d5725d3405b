import {
  createSignallingServer,
  type SignallingServer,
  type SignallingServerOptions,
} from '../../src/server.ts';
import { RawClient } from './raw-client.ts';
import { VirtualClock } from './virtual-clock.ts';

/** A server on a virtual clock, and clients that are closed with it. */
export class ServerRig {
  readonly clock: VirtualClock;
  readonly server: SignallingServer;
  readonly port: number;
  readonly #clients: RawClient[] = [];

  private constructor(server: SignallingServer, port: number, clock: VirtualClock) {
    this.server = server;
    this.port = port;
    this.clock = clock;
  }

  static async start(options: Partial<SignallingServerOptions> = {}): Promise<ServerRig> {
    const clock = new VirtualClock();
    const server = createSignallingServer({ port: 0, clock, ...options });
    const { port } = await server.listening;
    return new ServerRig(server, port, clock);
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}/signalling`;
  }

  async client(headers: Record<string, string> = {}, localAddress?: string): Promise<RawClient> {
    const client = await RawClient.connect(this.url, headers, localAddress);
    this.#clients.push(client);
    return client;
  }

  /** A client that has joined. */
  async member(
    room: string,
    userId: string,
    more: object = {},
  ): Promise<RawClient & { readonly id: string; readonly session: string }> {
    const client = await this.client();
    const { id, session } = await client.join(room, userId, more);
    return Object.assign(client, { id, session });
  }

  async stop(): Promise<void> {
    await this.server.close();
    for (const { socket } of this.#clients) socket.terminate();
  }
}
