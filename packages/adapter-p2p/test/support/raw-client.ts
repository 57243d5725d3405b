import { WebSocket } from 'ws';
import type { ServerFrame } from '../../src/protocol/server-frames.ts';

type Of<Type extends ServerFrame['type']> = Extract<ServerFrame, { type: Type }>;

/** A client that says whatever a test wants. */
export class RawClient {
  readonly socket: WebSocket;
  readonly frames: ServerFrame[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly #listeners = new Set<() => void>();
  #read = 0;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data: Buffer) => {
      this.frames.push(JSON.parse(data.toString()) as ServerFrame);
      for (const listener of [...this.#listeners]) listener();
    });
    this.closed = new Promise((resolve) => {
      socket.on('close', (code: number, reason: Buffer) => {
        resolve({ code, reason: reason.toString() });
      });
    });
  }

  /** Rejects with the HTTP status where the server refuses the upgrade. */
  static connect(
    url: string,
    headers: Record<string, string> = {},
    localAddress: string = '127.0.0.1',
  ): Promise<RawClient> {
    const socket = new WebSocket(url, { headers, localAddress });
    const client = new RawClient(socket);
    return new Promise((resolve, reject) => {
      socket.once('open', () => {
        resolve(client);
      });
      socket.once('unexpected-response', (_request, response) => {
        response.destroy();
        reject(new Error(`HTTP ${response.statusCode ?? 0}`));
      });
      socket.once('error', reject);
    });
  }

  send(frame: object): void {
    this.socket.send(JSON.stringify(frame));
  }

  /** The next frame of a type that has not been read; frames before it are skipped. */
  next<Type extends ServerFrame['type']>(type: Type, timeoutMs = 2000): Promise<Of<Type>> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const index = this.frames.findIndex((frame, at) => at >= this.#read && frame.type === type);
        const found = this.frames[index];
        if (!found) return;
        this.#read = index + 1;
        this.#listeners.delete(look);
        clearTimeout(timer);
        resolve(found as Of<Type>);
      };
      const timer = setTimeout(() => {
        this.#listeners.delete(look);
        const had = this.frames.map((frame) => frame.type).join(', ');
        reject(new Error(`no ${type} frame in ${timeoutMs} ms; there were: ${had}`));
      }, timeoutMs);
      this.#listeners.add(look);
      look();
    });
  }

  async join(room: string, userId: string, more: object = {}): Promise<Of<'welcome'>> {
    this.send(joinFrame(room, userId, more));
    return this.next('welcome');
  }
}

/** A join frame that a server takes. */
export function joinFrame(room: string, userId: string, more: object = {}): object {
  return {
    type: 'join',
    protocol: 1,
    room,
    userId,
    displayName: userId.toUpperCase(),
    state: { revision: 0, sources: [] },
    ...more,
  };
}
