import type { WebSocket } from 'ws';

/** Bytes that are handed to a socket ahead of what its other side reads: nobody can take them back from there. */
const inSocketBytes = 16 * 1024;

/** Frames on their way out of one socket, in order: few of them in the socket, the others here, where they can be given up. */
export class SendQueue {
  readonly #socket: WebSocket;
  #waiting: string[] = [];
  #waitingBytes = 0;

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  /** Bytes that wait because the other side does not read, here and in the socket. */
  get bytes(): number {
    return this.#waitingBytes + this.#socket.bufferedAmount;
  }

  /** Sends a frame, now or when those before it are read. */
  push(text: string): void {
    this.#waiting.push(text);
    this.#waitingBytes += text.length;
    this.#pump(inSocketBytes);
  }

  /** Gives up what waits here. What is in the socket goes on. */
  clear(): void {
    this.#waiting = [];
    this.#waitingBytes = 0;
  }

  /** Hands everything to the socket, so that a close frame comes after it. */
  flush(): void {
    this.#pump(Infinity);
  }

  #pump(untilBytes: number): void {
    while (this.#socket.readyState === this.#socket.OPEN && this.#socket.bufferedAmount < untilBytes) {
      const text = this.#waiting.shift();
      if (text === undefined) return;
      this.#waitingBytes -= text.length;
      this.#socket.send(text, () => this.#pump(inSocketBytes));
    }
  }
}
