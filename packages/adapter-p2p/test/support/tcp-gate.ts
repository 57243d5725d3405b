import { connect, createServer, type Socket } from 'node:net';

/** A way to a server that can be cut and mended. */
export class TcpGate {
  readonly #sockets = new Set<Socket>();
  #open = true;
  readonly #server = createServer((near) => {
    if (!this.#open) {
      near.destroy();
      return;
    }
    const far = connect(this.target, '127.0.0.1');
    for (const socket of [near, far]) {
      this.#sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  /** The port that it leads to. */
  readonly target: number;

  private constructor(target: number) {
    this.target = target;
  }

  /** Opens a way to a port of this machine. */
  static async open(target: number): Promise<TcpGate & { readonly url: string }> {
    const gate = new TcpGate(target);
    await new Promise<void>((resolve) => gate.#server.listen(0, '127.0.0.1', resolve));
    const address = gate.#server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    return Object.assign(gate, { url: `ws://127.0.0.1:${port}/signalling` });
  }

  /** Breaks what is there, and lets nothing through. */
  cut(): void {
    this.#open = false;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#open = true;
  }

  close(): void {
    this.cut();
    this.#server.close();
  }
}
