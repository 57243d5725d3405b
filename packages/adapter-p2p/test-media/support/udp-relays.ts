import { createSocket, type Socket } from 'node:dgram';

/** Ways for media that can be cut: one relay for each candidate, on the loopback address. */
export class UdpRelays {
  readonly #sockets: Socket[] = [];
  readonly #ports = new Map<string, Promise<number>>();
  #open = true;

  /** A port of this machine whose datagrams reach that address, and whose answers come back. */
  portFor(address: string, port: number): Promise<number> {
    const key = `${address} ${port}`;
    const known = this.#ports.get(key);
    if (known) return known;
    const made = this.#make(address, port);
    this.#ports.set(key, made);
    return made;
  }

  /** Loses everything from now on. */
  cut(): void {
    this.#open = false;
  }

  mend(): void {
    this.#open = true;
  }

  close(): void {
    for (const socket of this.#sockets) socket.close();
  }

  async #make(address: string, port: number): Promise<number> {
    const near = await this.#bind();
    const ways = new Map<number, Promise<Socket>>();
    near.on('message', (data, from) => {
      let way = ways.get(from.port);
      if (!way) {
        way = this.#bind().then((far) => {
          far.on('message', (answer) => {
            if (this.#open) near.send(answer, from.port, from.address);
          });
          return far;
        });
        ways.set(from.port, way);
      }
      void way.then((far) => {
        if (this.#open) far.send(data, port, address);
      });
    });
    return near.address().port;
  }

  #bind(): Promise<Socket> {
    const socket = createSocket('udp4');
    this.#sockets.push(socket);
    return new Promise((resolve) => {
      socket.bind(0, '127.0.0.1', () => {
        resolve(socket);
      });
    });
  }
}
