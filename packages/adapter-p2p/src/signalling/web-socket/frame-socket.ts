import type { ClientFrame } from '../../protocol/client-frames.ts';
import type { ServerFrame } from '../../protocol/server-frames.ts';

/** What an event of a socket carries, as far as it is used here. */
interface SocketEvent {
  readonly type: string;
  readonly data?: unknown;
  readonly code?: number;
  readonly reason?: string;
}

/** The part of a WebSocket that is used. The browser's fits, and so does that of `ws`. */
export interface SocketPort {
  /** Sends a text frame. */
  send(data: string): void;
  /** Closes; the close event follows. */
  close(code?: number, reason?: string): void;
  /** Listens, as an EventTarget does. */
  addEventListener(
    type: 'open' | 'message' | 'close' | 'error',
    listener: (event: SocketEvent) => void,
  ): void;
}

/** Makes a socket. */
export type SocketConstructor = new (url: string) => SocketPort;

/** What a {@link FrameSocket} reports. Nothing comes after `closed`, which comes once. */
export interface FrameSocketListener {
  opened(): void;
  frame(frame: ServerFrame): void;
  closed(code: number, reason: string): void;
}

/** One socket that speaks frames. Everything that comes after `close()` is dropped, `closed` is not reported then. */
export class FrameSocket {
  readonly #socket: SocketPort;
  #done = false;

  constructor(Socket: SocketConstructor, url: string, listener: FrameSocketListener) {
    this.#socket = new Socket(url);
    const closed = (code: number, reason: string): void => {
      if (this.#done) return;
      this.#done = true;
      listener.closed(code, reason);
    };
    this.#socket.addEventListener('open', () => {
      if (!this.#done) listener.opened();
    });
    this.#socket.addEventListener('message', (event) => {
      if (this.#done) return;
      const frame = parseServerFrame(event.data);
      if (frame) listener.frame(frame);
      else {
        this.#socket.close();
        closed(0, 'The signalling server sent something that is no frame.');
      }
    });
    this.#socket.addEventListener('close', (event) => {
      closed(event.code ?? 0, event.reason ?? '');
    });
    // The close event follows and says more.
    this.#socket.addEventListener('error', () => undefined);
  }

  /** Sends a frame made earlier. */
  sendText(text: string): void {
    if (!this.#done) this.#socket.send(text);
  }

  /** Sends a frame. */
  send(frame: ClientFrame): void {
    this.sendText(JSON.stringify(frame));
  }

  /** Closes without a report. */
  close(): void {
    this.#done = true;
    this.#socket.close();
  }
}

/** The server is the app's own; only its shape is checked, the payloads in it where they are used. */
function parseServerFrame(data: unknown): ServerFrame | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null && 'type' in value
      ? (value as ServerFrame)
      : undefined;
  } catch {
    return undefined;
  }
}
