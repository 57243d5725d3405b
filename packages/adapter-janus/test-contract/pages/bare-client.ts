// Janus' protocol, written down a second time: nothing here comes from the adapter.

/** A message of the protocol. */
export type Message = Readonly<Record<string, unknown>>;

/** Somebody's way to the server, as the app's server gives it out. */
export interface Ticket {
  readonly url: string;
  readonly token: string;
  readonly roomToken: string;
  readonly textPin: string;
}

/** One session, without keepalive, claim or any other care. */
export class BareClient {
  readonly #socket: WebSocket;
  readonly #ticket: Ticket;
  readonly #waiting = new Map<string, (message: Message) => void>();
  readonly #listeners = new Map<number, (message: Message) => void>();
  #session: number | undefined;
  #count = 0;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(ticket: Ticket) {
    this.#ticket = ticket;
    this.#socket = new WebSocket(ticket.url, 'janus-protocol');
    this.#socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
      const message = JSON.parse(data) as Message;
      const waiting = this.#waiting.get(String(message['transaction']));
      if (message['janus'] === 'ack') return;
      if (waiting) {
        this.#waiting.delete(String(message['transaction']));
        waiting(message);
      } else this.#listeners.get(Number(message['sender']))?.(message);
    });
    this.#timer = setInterval(() => this.tell({ janus: 'keepalive' }), 4_000);
  }

  async open(): Promise<void> {
    await new Promise((resolve, reject) => {
      this.#socket.addEventListener('open', resolve);
      this.#socket.addEventListener('error', reject);
    });
    this.#session = ((await this.ask({ janus: 'create' }))['data'] as { id: number }).id;
  }

  async attach(plugin: string, listener: (message: Message) => void): Promise<number> {
    const { id } = (await this.ask({ janus: 'attach', plugin }))['data'] as { id: number };
    this.#listeners.set(id, listener);
    return id;
  }

  ask(message: Message): Promise<Message> {
    const transaction = `bare${String((this.#count += 1))}`;
    const answer = new Promise<Message>((resolve) => this.#waiting.set(transaction, resolve));
    this.tell({ ...message, transaction });
    return answer;
  }

  /** Asks a plugin. Rejects with what it refuses. */
  async plugin(
    handle_id: number,
    body: Message,
    jsep?: RTCSessionDescription | null,
  ): Promise<{ data: Message; jsep?: RTCSessionDescriptionInit }> {
    const answer = await this.ask({ janus: 'message', handle_id, body, ...(jsep ? { jsep } : {}) });
    const { data = {} } = (answer['plugindata'] ?? {}) as { data?: Message };
    if (answer['janus'] === 'error' || 'error_code' in data) throw new Error(JSON.stringify(answer));
    return { data, jsep: answer['jsep'] as RTCSessionDescriptionInit };
  }

  tell(message: Message): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    const session = this.#session === undefined ? {} : { session_id: this.#session };
    const transaction = `tell${String((this.#count += 1))}`;
    this.#socket.send(JSON.stringify({ transaction, ...message, token: this.#ticket.token, ...session }));
  }

  trickles(connection: RTCPeerConnection, handle_id: number): void {
    connection.addEventListener('icecandidate', ({ candidate }) => {
      this.tell({ janus: 'trickle', handle_id, candidate: candidate?.toJSON() ?? { completed: true } });
    });
  }

  async leave(): Promise<void> {
    if (this.#socket.readyState === WebSocket.OPEN) await this.ask({ janus: 'destroy' });
    this.vanish();
  }

  vanish(): void {
    clearInterval(this.#timer);
    this.#socket.close();
  }
}
