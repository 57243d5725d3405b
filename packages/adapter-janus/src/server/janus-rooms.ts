import type { JanusCredential } from '../credential.ts';
import type { JanusModeration } from '../moderation.ts';
import { textRoomName } from '../text-room-name.ts';
import { JanusRefusal } from '../client/janus-refusal.ts';
import { ServerConnection } from './server-connection.ts';

const videoRoom = 'janus.plugin.videoroom';
const textRoom = 'janus.plugin.textroom';

/** What rooms are made with. */
export interface JanusRoomsOptions {
  /** A credential for the room, as `mintJanus` of `@jackfield/tokens/janus` makes it. Asked for each request. */
  credential(room: string): JanusCredential | Promise<JanusCredential>;
  /** `admin_key` of both plugins: allows making rooms. */
  readonly adminKey: string;
  /** The secret of the rooms that are made: allows moderating and closing them. Never reaches a browser. */
  readonly roomSecret: string;
  /** How many may publish in a room at a time; whoever looks on is not counted. 100 where left out. */
  readonly publishers?: number | undefined;
  /** The most that each may send, bits per second; the server tells them. No bound where left out. */
  readonly bitrate?: number | undefined;
  /** The codecs for pictures, best first. `vp8,h264` where left out. */
  readonly videoCodecs?: string | undefined;
  /** Whether text rooms are made too. True where left out. */
  readonly messages?: boolean | undefined;
  /** Milliseconds for each request. 5,000 where left out. */
  readonly timeoutMs?: number | undefined;
}

/** The rooms of one Janus server. All reject with an `Error` that says what the server refused. */
export interface JanusRooms {
  /** Makes a room unless it is there: people tell each other of mute, those who publish nothing are seen, and only tokens enter. */
  ensure(room: string): Promise<void>;
  /** Does what a moderator asks for. Whether they may is for you to decide before. */
  moderate(request: JanusModeration): Promise<void>;
  /** Who is in a room, by user id. Nobody where there is no such room. */
  participants(room: string): Promise<readonly string[]>;
  /** Lets go of the connection. */
  close(): Promise<void>;
}

/** Speaks to a Janus server on behalf of an app's server. It connects for what is asked, and keeps nothing open between. */
export function createJanusRooms(options: JanusRoomsOptions): JanusRooms {
  const { adminKey: admin_key, roomSecret: secret, publishers = 100, bitrate, timeoutMs = 5_000 } = options;
  const open = new Set<ServerConnection>();

  async function ask<Result>(
    room: string,
    run: (connection: ServerConnection) => Promise<Result>,
  ): Promise<Result> {
    const connection = await ServerConnection.open(await options.credential(room), timeoutMs);
    open.add(connection);
    try {
      return await run(connection);
    } finally {
      open.delete(connection);
      await connection.close();
    }
  }

  async function mute(
    connection: ServerConnection,
    { room, userId, mid }: Extract<JanusModeration, { action: 'mute' }>,
  ): Promise<void> {
    const about = { request: 'moderate', room, id: userId, mid, secret };
    await connection.ask(videoRoom, { ...about, mute: true });
    // Their adapter has taken it for their own wish by then; from now on they may unmute themselves.
    await connection.ask(videoRoom, { ...about, mute: false });
  }

  async function kick(
    connection: ServerConnection,
    { room, userId }: Extract<JanusModeration, { action: 'kick' }>,
  ): Promise<void> {
    await connection.ask(videoRoom, { request: 'kick', room, id: userId, secret });
    if (options.messages === false) return;
    // Whoever is not in the text room cannot be removed from it.
    await connection
      .ask(textRoom, { request: 'kick', room: await textRoomName(room), username: userId, secret })
      .catch(onlyMissing);
  }

  return {
    ensure: (room) =>
      ask(room, async (connection) => {
        const credential = await options.credential(room);
        if (options.messages !== false) {
          const pin = credential.textPin === undefined ? {} : { pin: credential.textPin };
          await connection.make(textRoom, {
            request: 'create',
            room: await textRoomName(room),
            admin_key,
            secret,
            history: 0,
            ...pin,
          });
        }
        await connection.make(videoRoom, {
          request: 'create',
          room,
          admin_key,
          secret,
          publishers,
          notify_joining: true,
          require_pvtid: true,
          signed_tokens: credential.roomToken !== undefined,
          videocodec: options.videoCodecs ?? 'vp8,h264',
          audiolevel_event: false,
          ...(bitrate === undefined ? {} : { bitrate, bitrate_cap: true }),
        });
      }),
    moderate: (request) =>
      ask(request.room, async (connection) => {
        const { room } = request;
        if (request.action === 'mute') await mute(connection, request);
        else if (request.action === 'kick') await kick(connection, request);
        else {
          await connection.ask(videoRoom, { request: 'destroy', room, secret });
          if (options.messages !== false)
            await connection.ask(textRoom, { request: 'destroy', room: await textRoomName(room), secret });
        }
      }),
    participants: (room) =>
      ask(room, async (connection) => {
        const { room: found, participants } = await connection
          .ask(videoRoom, { request: 'listparticipants', room })
          .catch((error: unknown) => {
            if (connection.isMissingRoom(error)) return { room: undefined, participants: [] };
            throw error;
          });
        if (found === undefined || !Array.isArray(participants)) return [];
        return participants.map((each: unknown) => String((each as { id: unknown }).id));
      }),
    async close() {
      await Promise.all([...open].map((connection) => connection.close()));
    },
  };
}

/** The text room's word for somebody who is not in it. */
function onlyMissing(error: unknown): void {
  if (!(error instanceof JanusRefusal) || error.code !== 423) throw error;
}
