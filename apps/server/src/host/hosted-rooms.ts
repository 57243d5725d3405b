import type { HostState, Place, RoomPerson } from './host-state.ts';
import { HostedRoom, type HostAct, type HostEntry } from './hosted-room.ts';

/** How much is kept at most. */
export interface HostedLimits {
  readonly rooms: number;
  /** Streams that one browser has open at a time. */
  readonly streamsPerHolder: number;
  readonly streams: number;
}

/** What holds unless a test changes it. */
export const hostedLimits: HostedLimits = { rooms: 5000, streamsPerHolder: 30, streams: 4000 };

/** How long a host, or anybody else, may be without a stream before they count as gone, milliseconds. */
export const absenceMs = 10_000;

/** A place in line for what a room says. Called once each. */
export interface HostStream {
  /** Tells the state, whenever it changes. */
  readonly tell: (state: HostState) => void;
  /** Nothing more is told: the stream is over. */
  readonly end: () => void;
}

/** The rooms that have somebody in them: who is host, who may enter, who waits. Held in memory, for as long as somebody is there. */
export class HostedRooms {
  readonly #rooms = new Map<string, HostedRoom>();
  readonly #limits: HostedLimits;
  readonly #streams = new Map<HostStream, string>();
  readonly #absenceMs: number;

  constructor(limits: HostedLimits = hostedLimits, goneAfterMs: number = absenceMs) {
    this.#limits = limits;
    this.#absenceMs = goneAfterMs;
  }

  /** Streams that are open now. */
  get streams(): number {
    return this.#streams.size;
  }

  /** Rooms with somebody in them. */
  get size(): number {
    return this.#rooms.size;
  }

  /** Tells whether somebody may enter now. */
  entryOf(place: Place, person: Omit<RoomPerson, 'name'>): HostEntry {
    return this.#rooms.get(keyOf(place))?.entryOf(person) ?? 'open';
  }

  /**
   * Tells somebody what the room is like until the returned function is called: a member as long as they are in the call, anybody else
   * while they wait to be let in. The first member is host. Returns undefined where too much is kept already.
   */
  follow(
    place: Place,
    {
      person,
      member,
      stream,
    }: { readonly person: RoomPerson; readonly member: boolean; readonly stream: HostStream },
  ): (() => void) | undefined {
    const key = keyOf(place);
    const { rooms, streams, streamsPerHolder } = this.#limits;
    const ofHolder = [...this.#streams.values()].filter((holder) => holder === person.holder).length;
    if (this.#streams.size >= streams || ofHolder >= streamsPerHolder) return undefined;
    const known = this.#rooms.get(key);
    if (!known && this.#rooms.size >= rooms) return undefined;
    const room = known ?? this.#open(key);
    this.#streams.set(stream, person.holder);
    // Who may not be in it is told so, whatever they say they are.
    const belongs = member && room.entryOf(person) === 'open';
    const undo = belongs ? room.addMember(person, stream) : room.addWaiting(person, stream);
    return () => {
      if (!this.#streams.delete(stream)) return;
      undo();
    };
  }

  /** Tells whether somebody is the host of a room, by the browser that they come from. */
  isHost(place: Place, person: Omit<RoomPerson, 'name'>): boolean {
    return this.#rooms.get(keyOf(place))?.isHost(person) ?? false;
  }

  /** Does what a host asks for. The caller has checked that it is the host. Says whether there was anybody to do it to. */
  act(place: Place, act: HostAct): boolean {
    return this.#rooms.get(keyOf(place))?.act(act) ?? false;
  }

  /** Ends every stream and forgets every room. */
  close(): void {
    for (const stream of [...this.#streams.keys()]) stream.end();
    for (const room of this.#rooms.values()) room.close();
    this.#rooms.clear();
  }

  #open(key: string): HostedRoom {
    const room = new HostedRoom({
      absenceMs: this.#absenceMs,
      emptied: () => {
        if (this.#rooms.get(key) === room) this.#rooms.delete(key);
      },
    });
    this.#rooms.set(key, room);
    return room;
  }
}

function keyOf({ provider, room }: Place): string {
  return `${provider}/${room}`;
}
