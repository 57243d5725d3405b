import { request as httpRequest, Agent } from 'node:http';
import { randomBytes } from 'node:crypto';

import type { AliyunAuthInfo, AliyunEmulator } from '../../src/index.ts';

/** A reply as it came: the HTTP status and the parsed envelope. */
export interface PlainReply {
  readonly status: number;
  readonly code: number | undefined;
  readonly description: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Something that a poll brought: the fields of its `data`, and the item's own code. */
export type PlainItem = Readonly<Record<string, unknown>> & { readonly itemCode: number };

export interface RawRequest {
  readonly method?: string;
  readonly path: string;
  readonly body?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly agent?: Agent | undefined;
  /** Sends the body without saying beforehand how long it is. */
  readonly chunked?: boolean;
}

/** Sends one request by Node's own client and reads the reply. */
export function send(
  origin: string,
  { method = 'POST', path, body, headers = {}, agent, chunked = false }: RawRequest,
): Promise<PlainReply> {
  return new Promise((resolve, reject) => {
    const target = new URL(origin);
    const outgoing = httpRequest(
      {
        host: '127.0.0.1',
        port: target.port,
        method,
        path,
        headers,
        ...(agent === undefined ? {} : { agent }),
      },
      (incoming) => {
        let text = '';
        incoming.setEncoding('utf8');
        incoming.on('data', (chunk: string) => (text += chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          resolve({ status: incoming.statusCode ?? 0, ...readEnvelope(text) });
        });
      },
    );
    outgoing.on('error', reject);
    if (chunked && body !== undefined) {
      outgoing.write(body);
      outgoing.end();
    } else outgoing.end(body);
  });
}

function readEnvelope(text: string): Omit<PlainReply, 'status'> {
  const parsed: unknown = text.startsWith('{') ? JSON.parse(text) : {};
  const field = (name: string): unknown =>
    typeof parsed === 'object' && parsed !== null
      ? Object.getOwnPropertyDescriptor(parsed, name)?.value
      : undefined;
  const code = field('code');
  const description = field('description');
  return {
    code: typeof code === 'number' ? code : undefined,
    description: typeof description === 'string' ? description : undefined,
    data: objectOf(field('data')),
  };
}

export function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

/** A client of the service that knows nothing but the wire protocol: neither the SDK nor the emulator's types. */
export class PlainClient {
  readonly auth: AliyunAuthInfo;
  readonly session: string;
  readonly items: PlainItem[] = [];
  readonly #origin: string;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #waiting = new Set<() => void>();
  #polling = false;
  #sequence = 0;

  constructor(
    emulator: AliyunEmulator,
    auth: AliyunAuthInfo,
    session: string = randomBytes(16).toString('hex'),
  ) {
    this.#origin = emulator.url;
    this.auth = auth;
    this.session = session;
  }

  static in(emulator: AliyunEmulator, room: string, userId: string): PlainClient {
    return new PlainClient(emulator, emulator.credential({ room, userId }));
  }

  static async joined(emulator: AliyunEmulator, room: string, userId: string): Promise<PlainClient> {
    const client = PlainClient.in(emulator, room, userId);
    await client.enter();
    return client;
  }

  query(extra: Readonly<Record<string, string>> = {}): string {
    const { appid, token } = this.auth;
    return new URLSearchParams({ appid, session: this.session, server: 'x', token, ...extra }).toString();
  }

  allocate(extra: Readonly<Record<string, string>> = {}): Promise<PlainReply> {
    const { appid, channel, userid, nonce, timestamp, token } = this.auth;
    const fields = {
      appid,
      room: channel,
      session: this.session,
      userid,
      nonce,
      timestamp: String(timestamp),
      token,
    };
    const query = new URLSearchParams({
      ...fields,
      channelprofile: 'communication',
      tokensid: 'false',
      ...extra,
    });
    return this.raw({ path: `/gslb/v1/allocate?${query.toString()}` });
  }

  /** A signalling request. */
  ask(
    name: string,
    options: { body?: unknown; query?: Readonly<Record<string, string>>; tid?: string } = {},
  ): Promise<PlainReply> {
    const { channel, userid } = this.auth;
    const tid = options.tid ?? randomBytes(16).toString('hex');
    const path = `/signaling/v1/${name}?${this.query({ tid, room: channel, userid, ...options.query })}`;
    return this.raw({ path, ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }) });
  }

  raw(request: RawRequest): Promise<PlainReply> {
    return send(this.#origin, { agent: this.#agent, ...request });
  }

  /** A request whose polled result is awaited. */
  async does(
    name: string,
    options: { body?: unknown; query?: Readonly<Record<string, string>> } = {},
  ): Promise<PlainItem> {
    const tid = randomBytes(16).toString('hex');
    const reply = await this.ask(name, { ...options, tid });
    if (reply.code !== 0)
      throw new Error(`${name}: ${reply.status} ${String(reply.code)} ${reply.description ?? ''}`);
    return this.waitFor((item) => item['tid'] === tid);
  }

  async enter(): Promise<void> {
    const allocated = await this.allocate();
    if (allocated.code !== 0)
      throw new Error(`allocate: ${String(allocated.code)} ${allocated.description ?? ''}`);
    const tid = randomBytes(16).toString('hex');
    const reply = await this.ask('join', {
      tid,
      query: { 'display-name': this.auth.userid },
      body: { configure: {} },
    });
    if (reply.code !== 0) throw new Error(`join: ${String(reply.code)} ${reply.description ?? ''}`);
    this.startPolling();
    await this.waitFor((item) => item['tid'] === tid);
  }

  async leave(): Promise<void> {
    await this.does('leave');
    this.stopPolling();
  }

  poll(): Promise<PlainReply> {
    this.#sequence += 1;
    const path = `/signaling/v1/polling?${this.query({ merge: 'true', seq: String(this.#sequence) })}`;
    return this.raw({ method: 'GET', path });
  }

  startPolling(): void {
    if (this.#polling) return;
    this.#polling = true;
    void this.#run();
  }

  /** Stops asking and drops the connection, as a crashed page would. */
  stopPolling(): void {
    this.#polling = false;
    this.#agent.destroy();
  }

  events(name: string): readonly PlainItem[] {
    return this.items.filter((item) => item['event'] === name);
  }

  /** The first item, past or future, that fits; rejects after `timeoutMs`. */
  waitFor(fits: (item: PlainItem) => boolean, timeoutMs = 4000): Promise<PlainItem> {
    return this.until(() => this.items.find(fits), timeoutMs);
  }

  /** What `find` finds, now or after a later poll; rejects after `timeoutMs`. */
  until<T>(find: () => T | undefined, timeoutMs = 4000): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(check);
        const last = this.items.slice(-20).map((item) => item['event'] ?? 'result');
        reject(new Error(`${this.auth.userid} waited in vain; last it heard ${JSON.stringify(last)}`));
      }, timeoutMs);
      const check = (): void => {
        const found = find();
        if (found === undefined) return;
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve(found);
      };
      this.#waiting.add(check);
      check();
    });
  }

  waitForEvent(name: string, timeoutMs?: number): Promise<PlainItem> {
    return this.waitFor((item) => item['event'] === name, timeoutMs);
  }

  async #run(): Promise<void> {
    while (this.#polling) {
      // Broken connections are what some tests are about; the next poll shows whether the service is there.
      const reply = await this.poll().catch(() => undefined);
      if (reply === undefined) await new Promise((resolve) => setImmediate(resolve));
      else this.#take(reply);
    }
  }

  #take({ data }: PlainReply): void {
    const list: unknown = data['datalist'];
    for (const item of Array.isArray(list) ? list : []) {
      const { code, data: detail } = objectOf(item);
      this.items.push({ ...objectOf(detail), itemCode: typeof code === 'number' ? code : 0 });
    }
    for (const wake of [...this.#waiting]) wake();
  }
}
