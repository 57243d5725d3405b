import type { ParticipantKind, ParticipantPermissions, SourceKind } from '@jackfield/core/adapter';
import { startLivekitServer, type LivekitServer } from '@jackfield/livekit-server';
import { AccessToken, RoomServiceClient, TrackSource, type VideoGrant } from 'livekit-server-sdk';
import type { LivekitModeration } from '../../src/index.ts';
import { AppRefusal, FaultProxy, type RequestName } from './fault-proxy.ts';
import { putOut } from './put-out.ts';

const sourceNumbers: Readonly<Record<SourceKind, TrackSource>> = {
  camera: TrackSource.CAMERA,
  microphone: TrackSource.MICROPHONE,
  screen: TrackSource.SCREEN_SHARE,
  'screen-audio': TrackSource.SCREEN_SHARE_AUDIO,
};
const everything: VideoGrant = {
  roomJoin: true,
  canPublish: true,
  canSubscribe: true,
  canPublishData: true,
  canUpdateOwnMetadata: true,
};
const kinds: Readonly<Partial<Record<ParticipantKind, string>>> = {
  agent: 'agent',
  sip: 'sip',
  recorder: 'egress',
};
const requestNames: Readonly<Partial<Record<string, RequestName>>> = {
  publish: 'addTrack',
  subscribe: 'subscription',
  'set-profile': 'updateMetadata',
};

interface Rooms {
  readonly refusals: { readonly operation: string; readonly code: string }[];
  /** Operations that the app's own server holds back. */
  readonly held: Map<string, Promise<void>>;
  /** Sides whom the server does not answer, or not well, until they ask for another token. */
  readonly unreachable: Set<string>;
}

/** A real server, the way to it, the app's own server and the server's API, for all clauses. */
export class ServerUnderTest {
  static async start(): Promise<ServerUnderTest> {
    const server = await startLivekitServer({ autoCreateRooms: false });
    const under = new ServerUnderTest(server);
    under.#proxy = await FaultProxy.start(`127.0.0.1:${String(server.port)}`, (path, request) =>
      under.#app(path, request),
    );
    return under;
  }

  readonly #server: LivekitServer;
  readonly #api: RoomServiceClient;
  #proxy: FaultProxy | undefined;
  readonly #rooms = new Map<string, Rooms>();
  readonly #releases = new Map<number, () => void>();
  #holds = 0;

  private constructor(server: LivekitServer) {
    this.#server = server;
    this.#api = new RoomServiceClient(server.url.replace('ws:', 'http:'), server.apiKey, server.apiSecret);
  }

  /** Does what a page asks for: the first value is the room. */
  async answer(name: string, values: readonly unknown[]): Promise<unknown> {
    const [room = '', ...rest] = values as readonly string[];
    const [userId = '', second] = rest;
    const { refusals, held } = this.#of(room);
    switch (name) {
      case 'where':
        return `http://${this.#way.origin}/app`;
      case 'open':
        await this.#api.createRoom({ name: room });
        return undefined;
      case 'close':
        this.#rooms.delete(room);
        return this.#api.deleteRoom(room).catch(() => undefined);
      case 'farToken':
        return this.#farToken(room, values[1] as FarWish);
      case 'presences':
        return (await this.#people(room)).filter(({ identity }) => identity === userId).length;
      case 'publication':
        return this.#publication(room, userId, second as SourceKind);
      case 'kick':
        return this.#kick(room, userId);
      case 'closeRoom':
        return putOut(this.#api, room);
      case 'mute':
        return this.#mute(room, userId, second as SourceKind);
      case 'unpublish':
        return this.#unpublish(room, userId, second as SourceKind);
      case 'revoke':
        return this.#revoke(room, userId, values[2] as ParticipantPermissions);
      case 'refuse':
        if (userId === 'set-profile') return this.#forbidNames(room);
        refusals.push({ operation: userId, code: String(second) });
        return undefined;
      case 'hold':
        return this.#hold(room, userId, held);
      case 'release':
        this.#releases.get(Number(values[1]))?.();
        return undefined;
      case 'cut':
        this.#way.cut(room, userId);
        return undefined;
      case 'lose':
        this.#of(room).unreachable.add(`${room}/${userId}`);
        this.#way.cut(room, userId);
        return undefined;
      case 'mend': {
        const [side = '', user = '', mode] = rest;
        // Who is no longer known cannot resume: the SDK is told to begin anew.
        if (mode === 'restarted') await this.#api.removeParticipant(room, user);
        this.#way.mend(room, side);
        return undefined;
      }
      default:
        throw new RangeError(`Nobody answers "${name}" here.`);
    }
  }

  async close(): Promise<void> {
    await this.#proxy?.close();
    await this.#server.stop();
  }

  get #way(): FaultProxy {
    if (!this.#proxy) throw new TypeError('The proxy has not started.');
    return this.#proxy;
  }

  #of(room: string): Rooms {
    const known = this.#rooms.get(room) ?? { refusals: [], held: new Map(), unreachable: new Set() };
    this.#rooms.set(room, known);
    return known;
  }

  async #people(room: string): Promise<Awaited<ReturnType<RoomServiceClient['listParticipants']>>> {
    return this.#api.listParticipants(room).catch(() => []);
  }

  #hold(room: string, operation: string, held: Map<string, Promise<void>>): number {
    const number = ++this.#holds;
    const name = requestNames[operation];
    if (name) {
      this.#releases.set(number, this.#way.hold(room, name));
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
    if (path === 'moderate') return this.#moderate(request as LivekitModeration);
    const wish = request as { side: string; room: string; userId: string; displayName?: string };
    const { refusals, held, unreachable } = this.#of(wish.room);
    await held.get('join');
    const index = refusals.findIndex(({ operation }) => operation === 'join');
    const [refusal] = index < 0 ? [] : refusals.splice(index, 1);
    const way = `${wish.room}/${wish.side}`;
    if (unreachable.delete(way)) this.#way.mend(wish.room, wish.side);
    if (refusal?.code === 'network' || refusal?.code === 'server-error') {
      unreachable.add(way);
      if (refusal.code === 'network') this.#way.cut(wish.room, wish.side);
      else this.#way.fail(wish.room, wish.side);
    }
    if (refusal?.code === 'room-full')
      throw new AppRefusal(409, 'The room is full: the app lets nobody else in.');
    if (refusal?.code === 'room-not-found') await this.#api.deleteRoom(wish.room);
    else if ((await this.#api.listRooms([wish.room])).length === 0)
      await this.#api.createRoom({ name: wish.room });
    const token = await this.#token({
      room: wish.room,
      userId: wish.userId,
      name: wish.displayName ?? '',
      ...(refusal?.code === 'credential-invalid' && {
        secret: 'another secret that is as long as it has to be',
      }),
      ...(refusal?.code === 'credential-expired' && { ttlSeconds: -3600 }),
      grant: { ...everything, ...(refusal?.code === 'forbidden' && { roomJoin: false }) },
    });
    return { url: `ws://${this.#way.origin}/${way}`, token };
  }

  async #moderate(request: LivekitModeration): Promise<void> {
    const { refusals, held } = this.#of(request.room);
    await held.get('moderate');
    const index = refusals.findIndex(({ operation }) => operation === 'moderate');
    if (index >= 0) {
      refusals.splice(index, 1);
      throw new Error('The test says no.');
    }
    if (request.action === 'kick') await putOut(this.#api, request.room, request.userId);
    else if (request.action === 'close-room') await putOut(this.#api, request.room);
    else await this.#api.mutePublishedTrack(request.room, request.userId, request.trackSid, true);
  }

  async #farToken(room: string, wish: FarWish): Promise<{ url: string; token: string }> {
    if ((await this.#api.listRooms([room])).length === 0) await this.#api.createRoom({ name: room });
    const grant = { ...everything, ...(wish.hidden && { hidden: true }) };
    const { userId, displayName: name, kind } = wish;
    return { url: this.#server.url, token: await this.#token({ room, userId, name, kind, grant }) };
  }

  async #token(wish: {
    room: string;
    userId: string;
    name: string;
    kind?: ParticipantKind;
    ttlSeconds?: number;
    secret?: string;
    grant: VideoGrant;
  }): Promise<string> {
    const {
      room,
      userId,
      name,
      kind = 'person',
      ttlSeconds = 600,
      secret = this.#server.apiSecret,
      grant,
    } = wish;
    const token = new AccessToken(this.#server.apiKey, secret, { identity: userId, ttl: ttlSeconds, name });
    const word = kinds[kind];
    if (word !== undefined) token.kind = word;
    token.addGrant({ ...grant, room });
    return token.toJwt();
  }

  async #track(
    room: string,
    userId: string,
    source: SourceKind,
  ): Promise<{ sid: string; muted: boolean } | undefined> {
    const person = (await this.#people(room)).find(({ identity }) => identity === userId);
    return person?.tracks.find((track) => track.source === sourceNumbers[source]);
  }

  async #publication(
    room: string,
    userId: string,
    source: SourceKind,
  ): Promise<{ published: boolean; muted: boolean }> {
    const track = await this.#track(room, userId, source);
    return { published: track !== undefined, muted: track?.muted ?? false };
  }

  /** Whom the server no longer knows is out already. */
  async #kick(room: string, userId: string): Promise<void> {
    await putOut(this.#api, room, userId).catch(async (error: unknown) => {
      const people = await this.#people(room);
      if (people.some(({ identity }) => identity === userId)) throw error;
    });
  }

  async #mute(room: string, userId: string, source: SourceKind): Promise<void> {
    const track = await this.#track(room, userId, source);
    await this.#api.mutePublishedTrack(room, userId, track?.sid ?? '', true);
  }

  async #unpublish(room: string, userId: string, source: SourceKind): Promise<void> {
    const rest = Object.values(sourceNumbers).filter((number) => number !== sourceNumbers[source]);
    const rights = { canSubscribe: true, canPublishData: true, canUpdateMetadata: true };
    const of = (canPublishSources: TrackSource[]): Promise<unknown> =>
      this.#api.updateParticipant(room, userId, {
        permission: { ...rights, canPublish: true, canPublishSources },
      });
    await of(rest);
    await of([]);
  }

  async #revoke(room: string, userId: string, permissions: ParticipantPermissions): Promise<void> {
    await this.#api.updateParticipant(room, userId, {
      attributes: { moderate: permissions.moderate ? 'yes' : 'no' },
      permission: {
        canPublish: permissions.publish.length > 0,
        canPublishSources: permissions.publish.map((source) => sourceNumbers[source]),
        canSubscribe: permissions.subscribe,
        canPublishData: permissions.sendMessages,
        canUpdateMetadata: true,
      },
    });
  }

  async #forbidNames(room: string): Promise<void> {
    const permission = {
      canPublish: true,
      canSubscribe: true,
      canPublishData: true,
      canUpdateMetadata: false,
    };
    for (const { identity } of await this.#people(room))
      await this.#api.updateParticipant(room, identity, { permission });
  }
}

interface FarWish {
  readonly userId: string;
  readonly displayName: string;
  readonly kind: ParticipantKind;
  readonly hidden: boolean;
}
