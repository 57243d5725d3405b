import { WebSocket } from 'ws';
import { fieldsOf, numberOf, parseFields, type Fields } from '../client/fields.ts';
import { answerIn } from '../client/janus-handle.ts';
import { JanusRefusal } from '../client/janus-refusal.ts';
import { Transactions } from '../client/transactions.ts';
import type { JanusCredential } from '../credential.ts';

/** A short session of a server's, with one handle for each plugin that it asks. */
export class ServerConnection {
  /** Connects. Rejects where the server cannot be reached, or refuses the token. */
  static async open({ url, token }: JanusCredential, timeoutMs: number): Promise<ServerConnection> {
    const connection = new ServerConnection(url, { token, timeoutMs });
    try {
      await connection.#opened;
      const { data } = await connection.#request({ janus: 'create' });
      connection.#session = numberOf(fieldsOf(data)?.['id']);
      return connection;
    } catch (cause) {
      await connection.close();
      throw cause;
    }
  }

  readonly #socket: WebSocket;
  readonly #opened: Promise<void>;
  readonly #token: string | undefined;
  readonly #timeoutMs: number;
  readonly #transactions = new Transactions();
  readonly #handles = new Map<string, number>();
  #session: number | undefined;

  private constructor(
    url: string,
    { token, timeoutMs }: { readonly token: string | undefined; readonly timeoutMs: number },
  ) {
    this.#token = token;
    this.#timeoutMs = timeoutMs;
    this.#socket = new WebSocket(url, 'janus-protocol', { handshakeTimeout: timeoutMs });
    this.#opened = new Promise((resolve, reject) => {
      this.#socket.once('open', resolve);
      this.#socket.once('error', reject);
    });
    this.#socket.on('error', () => undefined);
    this.#socket.on('message', (data: Buffer) => {
      const message = parseFields(data.toString('utf8'));
      if (message) this.#transactions.take(message);
    });
    this.#socket.on('close', () => {
      this.#transactions.end(new Error('The Janus server closed the connection.'));
    });
  }

  /** Asks a plugin. Gives what it answered; rejects with what it refused. */
  async ask(plugin: string, body: Fields): Promise<Fields> {
    const known = this.#handles.get(plugin);
    const handle_id =
      known ?? numberOf(fieldsOf((await this.#request({ janus: 'attach', plugin }))['data'])?.['id']);
    if (handle_id !== undefined) this.#handles.set(plugin, handle_id);
    return answerIn(await this.#request({ janus: 'message', handle_id, body })).data;
  }

  /** Asks for a room to be made; that it is there already is no failure. */
  async make(plugin: string, body: Fields): Promise<void> {
    await this.ask(plugin, body).catch((error: unknown) => {
      // 427 of the VideoRoom, 418 of the TextRoom: there is one of that name.
      if (!(error instanceof JanusRefusal) || (error.code !== 427 && error.code !== 418)) throw error;
    });
  }

  /** Whether a request was refused because there is no such room. */
  isMissingRoom(error: unknown): boolean {
    return error instanceof JanusRefusal && error.code === 426;
  }

  /** Ends the session and closes. */
  async close(): Promise<void> {
    if (this.#session !== undefined && this.#socket.readyState === WebSocket.OPEN)
      await this.#request({ janus: 'destroy' }).catch(() => undefined);
    this.#socket.close();
  }

  #request(message: Fields): Promise<Fields> {
    const { id, answer } = this.#transactions.begin('answer', AbortSignal.timeout(this.#timeoutMs));
    const own = {
      ...(this.#token === undefined ? {} : { token: this.#token }),
      ...(this.#session === undefined ? {} : { session_id: this.#session }),
    };
    this.#socket.send(JSON.stringify({ ...message, ...own, transaction: id }));
    return answer;
  }
}
