import { RtcError, type Clock } from '@jackfield/core/adapter';
import { fieldsOf, numberOf, type Fields } from './fields.ts';
import { JanusHandle, type HandleListener } from './janus-handle.ts';
import { JanusSocket } from './janus-socket.ts';
import { Keepalive } from './keepalive.ts';
import { Transactions } from './transactions.ts';

/** What a session is made with. */
export interface JanusSessionParts {
  readonly url: string;
  readonly clock: Clock;
  /** Goes with every request; asked anew each time, so that it can be renewed. */
  token(): string | undefined;
  /** The socket is gone, or answers no more. The session may be claimed. */
  lost(): void;
  /** The server has ended the session. */
  timedOut(): void;
  /** The server refused to keep the session, as it does when the token has ended. */
  refused(reason: unknown): void;
}

/** One session with the server, over one socket at a time. */
export class JanusSession {
  readonly #parts: JanusSessionParts;
  readonly #transactions = new Transactions();
  readonly #handles = new Map<number, HandleListener>();
  readonly #keepalive: Keepalive;
  #socket: JanusSocket | undefined;
  #id: number | undefined;
  #connecting: ((error: RtcError) => void) | undefined;

  constructor(parts: JanusSessionParts) {
    this.#parts = parts;
    this.#keepalive = new Keepalive(parts.clock, {
      ask: () => this.request({ janus: 'keepalive' }, { ends: 'ack' }),
      silent: () => this.#lose(),
      refused: (reason) => parts.refused(reason),
    });
  }

  /** Connects and makes a session. */
  async open(signal: AbortSignal): Promise<void> {
    await this.#connect(signal);
    const answer = await this.request({ janus: 'create' }, { signal });
    this.#id = numberOf(fieldsOf(answer['data'])?.['id']);
    this.#keepalive.start();
  }

  /** Connects anew and takes the session over. Rejects with refusal 458 where the server has ended it. */
  async claim(signal: AbortSignal): Promise<void> {
    await this.#connect(signal);
    await this.request({ janus: 'claim' }, { signal });
    this.#keepalive.start();
  }

  /** Attaches to a plugin. */
  async attach(
    plugin: string,
    { listener, signal }: { readonly listener: HandleListener; readonly signal: AbortSignal },
  ): Promise<JanusHandle> {
    const answer = await this.request({ janus: 'attach', plugin }, { signal });
    const id = numberOf(fieldsOf(answer['data'])?.['id']) ?? 0;
    this.#handles.set(id, listener);
    return new JanusHandle(id, {
      request: (message, how) => this.request(message, how),
      isOpen: () => this.#isOpen(),
      tell: (message) => this.#send({ ...message, transaction: crypto.randomUUID() }),
      forget: () => this.#handles.delete(id),
    });
  }

  /** Asks. Rejects with a `JanusRefusal`, with `network` where the socket is lost, or with the signal's reason. */
  request(
    message: Fields,
    how: { readonly ends?: 'ack' | 'answer'; readonly signal?: AbortSignal | undefined } = {},
  ): Promise<Fields> {
    // What is asked of a socket that is still opening would wait for ever.
    if (!this.#isOpen()) return Promise.reject(lostError());
    const { id, answer } = this.#transactions.begin(how.ends ?? 'answer', how.signal);
    this.#send({ ...message, transaction: id });
    return answer;
  }

  /** Ends the session at the server, if it can be told, and everything here. */
  async destroy(): Promise<void> {
    this.#keepalive.stop();
    // Whatever it answers, and whether it can: the session is over here, and the server ends it by itself.
    if (this.#id !== undefined && this.#socket)
      await this.request({ janus: 'destroy' }).catch(() => undefined);
    this.close();
  }

  /** The same without a wait, for a page that closes. */
  abandon(): void {
    if (this.#id !== undefined) this.#send({ janus: 'destroy', transaction: crypto.randomUUID() });
    this.close();
  }

  /** Lets go of the socket. */
  close(): void {
    this.#keepalive.stop();
    this.#socket?.close();
    this.#socket = undefined;
    this.#connecting?.(lostError());
    this.#transactions.end(lostError());
    this.#handles.clear();
  }

  #isOpen(): boolean {
    return this.#socket !== undefined && this.#connecting === undefined;
  }

  #send(message: Fields): void {
    const token = this.#parts.token();
    this.#socket?.send({
      ...message,
      ...(token === undefined ? {} : { token }),
      ...(this.#id === undefined ? {} : { session_id: this.#id }),
    });
  }

  #connect(signal: AbortSignal): Promise<void> {
    this.#socket?.close();
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        this.#socket?.close();
        this.#socket = undefined;
        fail(signal.reason as Error);
      };
      const done = (): void => {
        signal.removeEventListener('abort', abort);
        this.#connecting = undefined;
      };
      const fail = (error: Error): void => {
        done();
        reject(error);
      };
      this.#connecting = fail;
      signal.addEventListener('abort', abort, { once: true });
      this.#socket = new JanusSocket(this.#parts.url, {
        opened: () => {
          done();
          resolve();
        },
        message: (message) => this.#take(message),
        closed: () => {
          if (this.#connecting) this.#connecting(lostError());
          this.#lose();
        },
      });
      if (signal.aborted) abort();
    });
  }

  #take(message: Fields): void {
    this.#keepalive.heard();
    if (this.#transactions.take(message)) return;
    const { janus, sender } = message;
    if (janus === 'timeout') this.#parts.timedOut();
    else if (typeof sender === 'number') this.#handles.get(sender)?.(message);
  }

  #lose(): void {
    if (!this.#socket) return;
    this.#keepalive.stop();
    this.#socket.close();
    this.#socket = undefined;
    this.#transactions.end(lostError());
    if (this.#id !== undefined) this.#parts.lost();
  }
}

function lostError(): RtcError {
  const message = 'The Janus server cannot be reached.';
  return new RtcError({ code: 'network', message, adapter: 'janus' });
}
