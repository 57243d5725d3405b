import { parseFields, type Fields } from './fields.ts';

// Taken at import, before anything could patch it; undefined outside browsers.
const { WebSocket: NativeWebSocket }: Partial<typeof globalThis> = globalThis;

/** What a {@link JanusSocket} reports. Nothing comes after `closed`, which comes once. */
export interface JanusSocketListener {
  opened(): void;
  message(message: Fields): void;
  closed(): void;
}

/** One socket to the server. After `close()` nothing is reported. */
export class JanusSocket {
  readonly #socket: WebSocket;
  readonly #end = new AbortController();

  constructor(url: string, listener: JanusSocketListener) {
    if (!NativeWebSocket) throw new TypeError('There is no WebSocket here.');
    this.#socket = new NativeWebSocket(url, 'janus-protocol');
    const { signal } = this.#end;
    this.#socket.addEventListener('open', () => listener.opened(), { signal });
    this.#socket.addEventListener(
      'message',
      ({ data }: MessageEvent<unknown>) => {
        const message = parseFields(data);
        if (message) listener.message(message);
      },
      { signal },
    );
    // An error is followed by this.
    this.#socket.addEventListener(
      'close',
      () => {
        this.#end.abort();
        listener.closed();
      },
      { signal },
    );
  }

  /** Sends, if it is open. */
  send(message: Fields): void {
    if (this.#socket.readyState === NativeWebSocket?.OPEN) this.#socket.send(JSON.stringify(message));
  }

  /** Closes after what was sent, without a report. */
  close(): void {
    this.#end.abort();
    this.#socket.close();
  }
}
