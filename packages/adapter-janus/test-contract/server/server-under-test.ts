import { startJanusServer, type JanusServer, type JanusServerOptions } from '@jackfield/janus-server';
import { mintJanus } from '@jackfield/tokens/janus';
import type { JanusCredential, JanusModeration } from '../../src/index.ts';
import { createJanusRooms, type JanusRooms } from '../../src/server.ts';
import { AppRefusal, FaultProxy, type Operation } from './fault-proxy.ts';
import { countOpen } from './janus-admin.ts';

const roomSecret = 'only the server of the app knows it';
const wrongSecret = 'another secret that is as long as it has to be';
/** Refusals that only a message on its way back can bring about, by the numbers that the server has for them. */
const numbers: Readonly<Partial<Record<string, number>>> = {
  'publish-failed': 435,
  'codec-unsupported': 499,
  'room-full': 432,
};

interface Room {
  readonly refusals: { readonly operation: string; readonly code: string }[];
  /** Operations that the app's own server holds back. */
  readonly held: Map<string, Promise<void>>;
  /** Sides whom the server does not answer, or not well, until they ask for another credential. */
  readonly unreachable: Set<string>;
}

interface TokenWish {
  readonly side: string;
  readonly room: string;
  readonly userId: string;
}

/** A real server, the way to it, the app's own server and the server's API, for all clauses. */
export class ServerUnderTest {
  static async start({
    bitrate,
    ...options
  }: JanusServerOptions & { readonly bitrate?: number } = {}): Promise<ServerUnderTest> {
    const under = new ServerUnderTest(await startJanusServer(options), bitrate);
    under.#proxy = await FaultProxy.start(
      () => under.#server.url,
      (path, request) => under.#app(path, request),
    );
    return under;
  }

  #server: JanusServer;
  readonly #api: JanusRooms;
  #proxy: FaultProxy | undefined;
  readonly #rooms = new Map<string, Room>();
  readonly #releases = new Map<number, () => void>();
  #holds = 0;

  private constructor(server: JanusServer, bitrate: number | undefined) {
    this.#server = server;
    this.#api = createJanusRooms({
      credential: (room) => this.#credential({ room, userId: 'server' }),
      adminKey: server.adminKey,
      roomSecret,
      bitrate,
    });
  }

  /** The way between sides and the server. */
  get way(): FaultProxy {
    if (!this.#proxy) throw new TypeError('The proxy has not started.');
    return this.#proxy;
  }

  /** Does what a page asks for: the first value is the room. */
  async answer(name: string, values: readonly unknown[]): Promise<unknown> {
    const [room = '', first = '', second = ''] = values as readonly string[];
    const { refusals } = this.#of(room);
    switch (name) {
      case 'where':
        return `http://${this.way.origin}/app`;
      case 'open':
        return this.#api.ensure(room);
      case 'close':
        this.#rooms.delete(room);
        return this.#api.moderate({ action: 'close-room', room }).catch(() => undefined);
      case 'farCredential':
        await this.#api.ensure(room);
        return this.#credential({ room, userId: first });
      case 'presences':
        return (await this.#api.participants(room)).filter((id) => id === first).length;
      case 'kick':
        return this.#api.moderate({ action: 'kick', room, userId: first }).catch(() => undefined);
      case 'closeRoom':
        return this.#api.moderate({ action: 'close-room', room });
      case 'mute': {
        const about = { room, userId: first, mid: second, source: 'microphone' } as const;
        return this.#api.moderate({ action: 'mute', ...about });
      }
      case 'refuse': {
        const number = numbers[second];
        if (first === 'publish' || first === 'subscribe') this.way.refuse(room, first, number ?? 499);
        else refusals.push({ operation: first, code: second });
        return undefined;
      }
      case 'hold':
        return this.#hold(room, first);
      case 'release':
        this.#releases.get(Number(values[1]))?.();
        return undefined;
      case 'cut':
        this.way.cut(`${room}/${first}`);
        return undefined;
      case 'lose':
        this.#of(room).unreachable.add(`${room}/${first}`);
        this.way.cut(`${room}/${first}`);
        // The time that is moved on here does not pass at the server, whose own timeout would do it.
        return this.#forget(room, second);
      case 'mend':
        // Who is no longer known cannot be resumed.
        if (values[3] === 'restarted') await this.#forget(room, second);
        this.way.mend(`${room}/${first}`);
        return undefined;
      case 'moment':
        return undefined;
      case 'version':
        return this.#server.version;
      case 'restart-server':
        return this.restart();
      case 'counts':
        return countOpen(this.#server);
      default:
        throw new RangeError(`Nobody answers "${name}" here.`);
    }
  }

  /** Answers as the app's own server does. */
  admit(request: unknown): Promise<unknown> {
    return this.#app('credential', request);
  }

  /** The server crashes and comes back at the same address, with nothing in its memory. */
  async restart(): Promise<void> {
    const { port, tokenSecret, adminKey, adminSecret } = this.#server;
    await this.#server.stop();
    this.#server = await startJanusServer({ port, secrets: { tokenSecret, adminKey, adminSecret } });
  }

  async close(): Promise<void> {
    await this.#proxy?.close();
    await this.#api.close();
    await this.#server.stop();
  }

  #of(room: string): Room {
    const known = this.#rooms.get(room) ?? { refusals: [], held: new Map(), unreachable: new Set() };
    this.#rooms.set(room, known);
    return known;
  }

  /** Throws somebody out by the session that the server has of them, as its own timeout would. */
  async #forget(room: string, userId: string): Promise<void> {
    await this.#api.moderate({ action: 'kick', room, userId }).catch(() => undefined);
  }

  #hold(room: string, operation: string): number {
    const number = ++this.#holds;
    const { held } = this.#of(room);
    if (operation !== 'moderate' && operation !== 'renew-credential') {
      this.#releases.set(number, this.way.hold(room, operation as Operation));
      return number;
    }
    held.set(
      operation,
      new Promise((resolve) => {
        this.#releases.set(number, () => {
          held.delete(operation);
          resolve();
        });
      }),
    );
    return number;
  }

  /** The app's own server. */
  async #app(path: string, request: unknown): Promise<unknown> {
    if (path === 'moderate') return this.#moderate(request as JanusModeration);
    const wish = request as TokenWish & { readonly reason: string };
    const { refusals, unreachable } = this.#of(wish.room);
    const operation = wish.reason === 'expiring' ? 'renew-credential' : 'join';
    await this.#of(wish.room).held.get(operation);
    const index = refusals.findIndex((each) => each.operation === operation);
    const [refusal] = index < 0 ? [] : refusals.splice(index, 1);
    if (operation === 'renew-credential' && refusal) throw new AppRefusal(403, 'The test says no.');
    return this.#admit(wish, refusal?.code, unreachable);
  }

  async #admit(
    wish: TokenWish,
    code: string | undefined,
    unreachable: Set<string>,
  ): Promise<JanusCredential> {
    const { room, side } = wish;
    const way = `${room}/${side}`;
    if (unreachable.delete(way)) this.way.mend(way);
    if (code === 'network' || code === 'server-error') {
      unreachable.add(way);
      if (code === 'network') this.way.cut(way);
      else this.way.fail(way);
    }
    if (code === 'room-full') throw new AppRefusal(409, 'The room is full: the app lets nobody else in.');
    if (code === 'room-not-found')
      await this.#api.moderate({ action: 'close-room', room }).catch(() => undefined);
    else await this.#api.ensure(room);
    const url = `ws://${this.way.origin}/${way}`;
    const right = this.#credential(wish);
    if (code === 'credential-invalid')
      return { ...this.#credential(wish, { tokenSecret: wrongSecret }), url };
    if (code === 'credential-expired')
      return { ...this.#credential(wish, { now: Date.now() - 7_200_000 }), url };
    // A token for another room.
    if (code === 'forbidden')
      return { ...right, roomToken: this.#credential({ ...wish, room: 'elsewhere' }).roomToken, url };
    return { ...right, url };
  }

  async #moderate(request: JanusModeration): Promise<void> {
    const { refusals, held } = this.#of(request.room);
    await held.get('moderate');
    const index = refusals.findIndex(({ operation }) => operation === 'moderate');
    if (index >= 0) {
      refusals.splice(index, 1);
      throw new Error('The test says no.');
    }
    await this.#api.moderate(request);
  }

  #credential(
    { room, userId }: Pick<TokenWish, 'room' | 'userId'>,
    { tokenSecret = this.#server.tokenSecret, now }: { tokenSecret?: string; now?: number } = {},
  ): JanusCredential {
    const secrets = { url: this.#server.url, tokenSecret };
    return mintJanus({ room, userId }, secrets, { now }).credential;
  }
}
