import { createFakeCloud, fake, type FakeCloud } from '@jackfield/adapter-fake';
import { createSession, type RtcSession } from '@jackfield/core';
import { mediaKindOf } from '@jackfield/core/adapter';
import { createFakeEnvironment, type FakeEnvironment } from '@jackfield/core/testing';
import { createRoomMoves, type MoveRequest, type RoomMoveOptions, type RoomMoves } from '../src/rooms.ts';

/** The room that all are in. */
export const room = 'studio';

/** A person in the room. */
export interface Client {
  readonly userId: string;
  readonly session: RtcSession;
  readonly moves: RoomMoves;
  readonly asked: MoveRequest[];
  readonly left: string[];
}

/** The room, and the clouds that it may be at. */
export interface House {
  readonly world: FakeEnvironment;
  readonly clouds: Readonly<Record<'a' | 'b' | 'c', FakeCloud>>;
  readonly clients: Client[];
  come(
    userId: string,
    how?: {
      readonly at?: 'a' | 'b';
      readonly authorize?: RoomMoveOptions['authorizeMove'];
      readonly plans?: RoomMoveOptions['plans'];
    },
  ): Promise<Client>;
  pass(ms: number): Promise<void>;
  /** The clouds that somebody is in. */
  homesOf(userId: string): string;
}

/** A room at one of three clouds, which all are up. */
export function createHouse(): House {
  const world = createFakeEnvironment();
  const { clock, environment } = world;
  const createCloud = (): FakeCloud =>
    createFakeCloud({
      clock,
      media: {
        createTrack: (source, label) =>
          world.tracks.create({ kind: mediaKindOf(source), label, origin: 'remote' }),
      },
    });
  const clouds = { a: createCloud(), b: createCloud(), c: createCloud() };
  const clients: Client[] = [];
  async function pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 50) await clock.advance(50);
  }
  return {
    world,
    clouds,
    clients,
    pass,
    async come(userId, { at = 'a', authorize = () => true, plans } = {}) {
      const adapters = {
        a: fake(clouds.a, { name: 'a' }),
        b: fake(clouds.b, { name: 'b' }),
        c: fake(clouds.c, { name: 'c' }),
      };
      const session = createSession(adapters[at], { environment });
      const asked: MoveRequest[] = [];
      const left: string[] = [];
      session.on('participant-left', ({ participant }) => left.push(participant.userId));
      await session.microphone.enable();
      const joining = session.join({ room, userId });
      await pass(50);
      await joining;
      const moves = createRoomMoves(session, {
        current: at,
        plans: plans ?? ((plan) => (plan in adapters ? { adapter: adapters[plan as 'a'] } : undefined)),
        authorizeMove(request) {
          asked.push(request);
          return authorize(request);
        },
        clock,
        lingerMs: 3_000,
      });
      const client = { userId, session, moves, asked, left };
      clients.push(client);
      await pass(50);
      return client;
    },
    homesOf: (userId) =>
      Object.entries(clouds)
        .filter(([, cloud]) => cloud.room(room).userIds.includes(userId))
        .map(([name]) => name)
        .join('+'),
  };
}

/** Makes a room with some people in it. */
export async function createRoom(count = 4): Promise<House & { readonly homes: () => readonly string[] }> {
  const house = createHouse();
  for (const userId of ['ann', 'ben', 'cem', 'dia', 'eva'].slice(0, count)) await house.come(userId);
  return { ...house, homes: () => house.clients.map(({ userId }) => house.homesOf(userId)) };
}
