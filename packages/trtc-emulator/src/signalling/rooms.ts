import { Room, type RoomKey, type RoomMember, type WireScene } from './room.ts';

/** The rooms in use. A room comes into being with its first member and goes with its last. */
export class Rooms {
  readonly #rooms = new Map<string, Room>();
  readonly #closed = new Set<string>();
  readonly #banned = new Map<string, Set<string>>();

  get(key: RoomKey): Room | undefined {
    return this.#rooms.get(textOf(key));
  }

  /** Lets a member into a room, which comes into being if need be. */
  enter(key: RoomKey, { member, scene }: { member: RoomMember; scene: WireScene }): Room {
    const room = this.get(key) ?? new Room(key, scene);
    room.enter(member);
    // Afterwards: where the member replaces the only one in it, the room was empty, and discarded, for a moment.
    this.#rooms.set(textOf(key), room);
    return room;
  }

  discardIfEmpty(room: Room): void {
    if (room.size === 0) this.#rooms.delete(textOf(room.key));
  }

  all(): readonly Room[] {
    return [...this.#rooms.values()];
  }

  /** Refuses entry from now on, until {@link Rooms.open}. */
  close(key: RoomKey): void {
    this.#closed.add(textOf(key));
  }

  open(key: RoomKey): void {
    this.#closed.delete(textOf(key));
  }

  isClosed(key: RoomKey): boolean {
    return this.#closed.has(textOf(key));
  }

  /** Refuses entry to one user from now on, until {@link Rooms.unban}. */
  ban(key: RoomKey, userId: string): void {
    const banned = this.#banned.get(textOf(key)) ?? new Set();
    this.#banned.set(textOf(key), banned.add(userId));
  }

  unban(key: RoomKey, userId: string): void {
    this.#banned.get(textOf(key))?.delete(userId);
  }

  isBanned(key: RoomKey, userId: string): boolean {
    return this.#banned.get(textOf(key))?.has(userId) === true;
  }
}

function textOf({ sdkAppId, room }: RoomKey): string {
  return `${sdkAppId}\n${typeof room}\n${room}`;
}
