import { Room, type RoomMember } from './room.ts';

/** The rooms in use. A room comes into being with its first member and goes with its last. */
export class Rooms {
  readonly #rooms = new Map<string, Room>();
  readonly #closed = new Set<string>();

  get(appId: string, name: string): Room | undefined {
    return this.#rooms.get(key(appId, name));
  }

  /** Lets a member into a room, which comes into being if need be. */
  enter(appId: string, name: string, member: RoomMember): void {
    const room = this.get(appId, name) ?? new Room(appId, name);
    room.enter(member);
    // Afterwards: where the member replaces the only one in it, the room was empty, and discarded, for a moment.
    this.#rooms.set(key(appId, name), room);
  }

  discardIfEmpty(room: Room): void {
    if (room.size === 0) this.#rooms.delete(key(room.appId, room.name));
  }

  all(): readonly Room[] {
    return [...this.#rooms.values()];
  }

  /** Refuses entry from now on, until {@link Rooms.open}. */
  close(appId: string, name: string): void {
    this.#closed.add(key(appId, name));
  }

  open(appId: string, name: string): void {
    this.#closed.delete(key(appId, name));
  }

  isClosed(appId: string, name: string): boolean {
    return this.#closed.has(key(appId, name));
  }
}

function key(appId: string, name: string): string {
  return `${appId}\n${name}`;
}
