import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** One page's way to the server, for signalling and media, that can be cut as a pulled cable cuts it: nothing is said to either end. */
export class Relay {
  /** Where the page connects. */
  url = '';
  /** Where the page's media goes instead of the server's port. */
  mediaPort = 0;
  readonly #tcp: Server;
  readonly #media: UdpSocket;
  readonly #target: { readonly port: number; readonly mediaPort: number };
  readonly #sockets = new Set<Socket>();
  readonly #ways = new Map<number, UdpSocket>();
  #open = true;

  private constructor(target: { readonly port: number; readonly mediaPort: number }) {
    this.#target = target;
    this.#tcp = createServer((near) => {
      this.#pipe(near);
    });
    this.#media = createSocket('udp4');
  }

  static async open(target: { readonly port: number; readonly mediaPort: number }): Promise<Relay> {
    const relay = new Relay(target);
    await new Promise<void>((resolve) => relay.#tcp.listen(0, '127.0.0.1', resolve));
    await new Promise<void>((resolve) => relay.#media.bind(0, '127.0.0.1', resolve));
    relay.#media.on('message', (data, from) => {
      if (relay.#open) relay.#wayOf(from.port).send(data, target.mediaPort, '127.0.0.1');
    });
    const address = relay.#tcp.address();
    relay.url = `ws://127.0.0.1:${String(typeof address === 'object' && address ? address.port : 0)}`;
    relay.mediaPort = relay.#media.address().port;
    return relay;
  }

  /** From now on nothing passes: what is sent by TCP waits, as it would for its acknowledgement, and media is lost. */
  cut(): void {
    this.#open = false;
    for (const socket of this.#sockets) socket.pause();
  }

  /** Everything passes again. */
  mend(): void {
    this.#open = true;
    for (const socket of this.#sockets) socket.resume();
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    for (const way of this.#ways.values()) way.close();
    this.#media.close();
    this.#tcp.close();
  }

  #pipe(near: Socket): void {
    const far = connect(this.#target.port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(from);
      from.on('data', (data) => to.write(data));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
      if (!this.#open) from.pause();
    }
  }

  #wayOf(port: number): UdpSocket {
    const known = this.#ways.get(port);
    if (known) return known;
    const way = createSocket('udp4');
    way.on('message', (answer) => {
      if (this.#open) this.#media.send(answer, port, '127.0.0.1');
    });
    this.#ways.set(port, way);
    return way;
  }
}
