import { once } from 'node:events';

import { WebSocket } from 'ws';

import type { TrtcEmulator } from '../../src/index.ts';

/** A message of the service. */
export interface ServiceMessage {
  readonly cmd: number;
  readonly code: number;
  readonly message: string;
  readonly tinyId: string;
  readonly seq?: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** An ability as a browser has it, with one codec of each kind. */
export const plainAbility: Readonly<Record<string, unknown>> = Object.freeze({
  ice: { ufrag: 'abcd', password: 'p'.repeat(24) },
  dtls: { hash: 'sha-256', fingerprint: Array.from({ length: 32 }, () => 'AB').join(':'), setup: 'actpass' },
  audio: {
    codecs: [{ codec: 'opus', payload: 111, rate: 48_000, channels: 2, fmtp: '', rtx: 0, rtcpfb: [] }],
  },
  video: {
    codecs: [
      { codec: 'VP8', payload: 96, rate: 90_000, fmtp: '', rtx: 97, rtcpfb: [] },
      { codec: 'H264', payload: 102, rate: 90_000, fmtp: 'packetization-mode=1', rtx: 103, rtcpfb: [] },
    ],
  },
});

/** The service's protocol without the SDK: one socket, spoken by hand. */
export class PlainClient {
  readonly userId: string;
  readonly messages: ServiceMessage[] = [];
  readonly socket: WebSocket;
  tinyId = '';
  #seq = 0;
  readonly #waiting = new Set<() => void>();

  constructor(url: string, userId: string) {
    this.userId = userId;
    this.socket = new WebSocket(url);
    this.socket.on('message', (data) => {
      this.messages.push(JSON.parse(textOf(data)) as ServiceMessage);
      for (const wake of [...this.#waiting]) wake();
    });
    this.socket.on('error', () => undefined);
  }

  /** Opens a socket with a credential of the emulator, or with another one. */
  static async open(
    emulator: TrtcEmulator,
    userId: string,
    change: { userSig?: string; sdkAppId?: number } = {},
  ): Promise<PlainClient> {
    const { sdkAppId, userSig } = { ...emulator.credential({ room: 'room-1', userId }), ...change };
    const query = new URLSearchParams({ sdkAppId: String(sdkAppId), userId, userSig, keepAlive: '0' });
    const client = new PlainClient(`${emulator.url}/?${query.toString()}`, userId);
    await once(client.socket, 'open');
    return client;
  }

  static async joined(
    emulator: TrtcEmulator,
    userId: string,
    how: { room?: string | number; role?: 20 | 21; scene?: 1 | 2 } = {},
  ): Promise<PlainClient> {
    const client = await PlainClient.open(emulator, userId);
    const answer = await client.join(how);
    if (answer.code !== 0) throw new Error(`${userId}: ${answer.code} ${answer.message}`);
    client.tinyId = answer.tinyId;
    return client;
  }

  join({
    room = 'room-1',
    role = 20,
    scene = 1,
  }: { room?: string | number; role?: 20 | 21; scene?: 1 | 2 } = {}): Promise<ServiceMessage> {
    return this.ask('join/v2', {
      roomId: String(room),
      useStringRoomId: typeof room === 'string',
      trtcRole: role,
      trtcScene: scene,
      ability: plainAbility,
    });
  }

  /** Sends a request and resolves with what answers it. */
  async ask(cmd: string, data: unknown = {}): Promise<ServiceMessage> {
    const seq = this.say(cmd, data);
    return this.next((message) => message.seq === seq || (message.cmd === 19 && message.code !== 0));
  }

  /** Sends a request. */
  say(cmd: string, data: unknown = {}): number {
    this.#seq += 1;
    this.socket.send(JSON.stringify({ cmd, data, userId: this.userId, tinyId: this.tinyId, seq: this.#seq }));
    return this.#seq;
  }

  /** Publishes streams with made-up numbers. */
  publish(state: Readonly<Record<string, boolean>>): Promise<ServiceMessage> {
    return this.ask('publish/v2', {
      audioSsrc: 11,
      bigVideoSsrc: 12,
      auxVideoSsrc: 13,
      state,
      muteState: {},
    });
  }

  /** The first message, past or future, that the test accepts. */
  async next(test: (message: ServiceMessage) => boolean): Promise<ServiceMessage> {
    const { promise, resolve, reject } = withResolvers<ServiceMessage>();
    const timer = setTimeout(() => {
      reject(new Error(`${this.userId} had only ${JSON.stringify(this.messages.map(({ cmd }) => cmd))}`));
    }, 5000);
    const check = (): void => {
      const found = this.messages.find(test);
      if (found !== undefined) resolve(found);
    };
    this.#waiting.add(check);
    check();
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(check);
    }
  }

  /** The newest list of publishers, by user id. */
  flags(): Readonly<Record<string, number>> {
    const last = this.messages.filter(({ cmd }) => cmd === 23).at(-1);
    const list = (last?.data['userList'] ?? []) as { userId: string; flag: number }[];
    return Object.fromEntries(list.map(({ userId, flag }) => [userId, flag]));
  }

  /** Resolves with the number that the socket is closed with. */
  async closed(): Promise<number> {
    if (this.socket.readyState === WebSocket.CLOSED) return 0;
    const [code] = (await once(this.socket, 'close')) as [number];
    return code;
  }

  end(): void {
    this.socket.terminate();
  }
}

function textOf(data: unknown): string {
  return Buffer.isBuffer(data) ? data.toString('utf8') : '';
}

function withResolvers<T>(): {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (error: Error) => void;
} {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
