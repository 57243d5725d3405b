import type { HostState, KeyTrouble, RoomPerson } from './host-state.ts';
import type { HostStream } from './hosted-rooms.ts';

/** Tells whether somebody may enter. */
export type HostEntry = 'open' | 'waiting' | 'locked' | 'removed';

/** What a host does to a room, or to somebody in it or before it. */
export type HostAct =
  | { readonly act: 'lock' | 'waiting-room'; readonly on: boolean }
  | { readonly act: 'admit' | 'refuse' | 'remove' | 'hand-over'; readonly target: string };

interface Member {
  person: RoomPerson;
  readonly streams: Set<HostStream>;
  gone: NodeJS.Timeout | undefined;
}

/** People who may wait before one room. */
const longestQueue = 50;
/** People whom a room remembers as let in or removed. */
const longestMemory = 500;

/** One room that has somebody in it. */
export class HostedRoom {
  readonly #absenceMs: number;
  readonly #emptied: () => void;
  /** In the order in which they came. */
  readonly #members = new Map<string, Member>();
  readonly #waiting = new Map<HostStream, RoomPerson>();
  /** Who was let in, by user and browser: nobody comes in their place. */
  readonly #admitted = new Set<string>();
  /** Browsers and users that were removed. */
  readonly #removed = new Set<string>();
  #host: string | undefined;
  #locked = false;
  #waitingRoom = false;

  constructor({ absenceMs, emptied }: { readonly absenceMs: number; readonly emptied: () => void }) {
    this.#absenceMs = absenceMs;
    this.#emptied = emptied;
  }

  entryOf(person: Omit<RoomPerson, 'name'>): HostEntry {
    const { userId, holder } = person;
    if (this.#removed.has(holder) || this.#removed.has(userId)) return 'removed';
    // Without anybody in it there is no host who could let anybody in.
    if (this.#members.size === 0) return 'open';
    if (this.#members.get(userId)?.person.holder === holder || this.#admitted.has(keyOf(person)))
      return 'open';
    if (this.#locked) return 'locked';
    return this.#waitingRoom ? 'waiting' : 'open';
  }

  isHost({ userId, holder }: Omit<RoomPerson, 'name'>): boolean {
    return this.#host === userId && this.#members.get(userId)?.person.holder === holder;
  }

  addMember(person: RoomPerson, stream: HostStream): () => void {
    const { userId, holder } = person;
    const before = this.#members.get(userId);
    if (before && before.person.holder !== holder) {
      this.#tellStranger(stream, 'refused');
      return () => undefined;
    }
    const member: Member = before ?? { person, streams: new Set(), gone: undefined };
    // A page that was loaded anew may have another key.
    member.person = person;
    clearTimeout(member.gone);
    member.streams.add(stream);
    this.#members.set(userId, member);
    // Whoever was in it may come back after a lost connection, also when it is locked meanwhile.
    remember(this.#admitted, keyOf(person));
    this.#host ??= userId;
    this.#tellAll();
    return () => {
      member.streams.delete(stream);
      if (member.streams.size > 0 || this.#members.get(userId) !== member) return;
      member.gone = setTimeout(() => this.#drop(userId), this.#absenceMs).unref();
    };
  }

  addWaiting(person: RoomPerson, stream: HostStream): () => void {
    const allowed = this.entryOf(person);
    // With another key they would be in it and see nobody: whoever waits would wait in vain.
    const entry =
      allowed === 'open' || allowed === 'waiting' ? (this.#keyTrouble(person) ?? allowed) : allowed;
    if (entry !== 'waiting' || this.#waiting.size >= longestQueue) {
      this.#tellStranger(stream, entry === 'waiting' ? 'locked' : entry);
      return () => this.#endIfEmpty();
    }
    this.#waiting.set(stream, person);
    this.#tellStranger(stream, 'waiting');
    this.#tellHost();
    return () => {
      this.#waiting.delete(stream);
      this.#tellHost();
    };
  }

  act(wish: HostAct): boolean {
    if ('on' in wish) {
      if (wish.act === 'lock') this.#locked = wish.on;
      else this.#waitingRoom = wish.on;
      this.#lookAgain();
      this.#tellAll();
      return true;
    }
    const { act, target } = wish;
    const done = act === 'admit' || act === 'refuse' ? this.#answer(target, act) : this.#change(target, act);
    if (done) this.#tellAll();
    return done;
  }

  close(): void {
    for (const { gone } of this.#members.values()) clearTimeout(gone);
    this.#members.clear();
    this.#waiting.clear();
  }

  /** Everybody who waits as that user: of two who say to be the same the host cannot tell one from the other. */
  #answer(target: string, act: 'admit' | 'refuse'): boolean {
    const asked = [...this.#waiting].filter(([, { userId }]) => userId === target);
    for (const [stream, person] of asked) {
      this.#waiting.delete(stream);
      if (act === 'admit') remember(this.#admitted, keyOf(person));
      this.#tellStranger(stream, act === 'admit' ? 'open' : 'refused');
    }
    return asked.length > 0;
  }

  #change(target: string, act: 'remove' | 'hand-over'): boolean {
    const member = this.#members.get(target);
    if (!member || target === this.#host) return false;
    if (act === 'hand-over') {
      this.#host = target;
      return true;
    }
    const { holder } = member.person;
    // Another tab of the host's own browser is not the host.
    const ofHost = this.#members.get(this.#host ?? '')?.person.holder === holder;
    remember(this.#removed, ofHost ? target : holder);
    this.#admitted.delete(keyOf(member.person));
    for (const stream of [...member.streams]) {
      this.#tellStranger(stream, 'removed');
      stream.end();
    }
    this.#drop(target);
    return true;
  }

  #drop(userId: string): void {
    const member = this.#members.get(userId);
    clearTimeout(member?.gone);
    this.#members.delete(userId);
    if (this.#host === userId) {
      const present = [...this.#members.values()];
      // Who has been there the longest, of those who are there now.
      const next = present.find(({ streams }) => streams.size > 0) ?? present[0];
      this.#host = next?.person.userId;
    }
    if (this.#members.size === 0) {
      this.#locked = false;
      this.#waitingRoom = false;
      this.#lookAgain();
    }
    this.#tellAll();
    this.#endIfEmpty();
  }

  #keyTrouble({ userId, key }: RoomPerson): KeyTrouble | undefined {
    if (this.#host === undefined || this.#host === userId || key === this.#hostKey) return undefined;
    if (this.#hostKey === undefined) return 'not-encrypted';
    return key === undefined ? 'key-missing' : 'other-key';
  }

  get #hostKey(): string | undefined {
    return this.#members.get(this.#host ?? '')?.person.key;
  }

  #endIfEmpty(): void {
    if (this.#members.size === 0) this.#emptied();
  }

  /** What those who wait for may have been changed. */
  #lookAgain(): void {
    for (const [stream, person] of [...this.#waiting]) {
      const entry = this.entryOf(person);
      if (entry === 'waiting') continue;
      this.#waiting.delete(stream);
      this.#tellStranger(stream, entry);
    }
  }

  #tellAll(): void {
    for (const { person, streams } of this.#members.values())
      for (const stream of streams) stream.tell(this.#stateFor(person.userId));
  }

  #tellHost(): void {
    const host = this.#host;
    if (host === undefined) return;
    for (const stream of this.#members.get(host)?.streams ?? []) stream.tell(this.#stateFor(host));
  }

  #stateFor(userId: string): HostState {
    const seen = new Map<string, string>();
    for (const person of this.#waiting.values()) seen.set(person.userId, person.name);
    return {
      entry: 'in',
      host: this.#host,
      locked: this.#locked,
      hostKey: this.#hostKey,
      otherKeys: [...this.#members.values()].flatMap(({ person: { userId: id, key } }) =>
        key === this.#hostKey ? [] : [id],
      ),
      waitingRoom: this.#waitingRoom,
      waiting: userId === this.#host ? [...seen].map(([id, name]) => ({ userId: id, name })) : [],
    };
  }

  /** Tells those who are not in the room nothing of it but why not. */
  #tellStranger(stream: HostStream, entry: HostState['entry']): void {
    stream.tell({
      entry,
      host: undefined,
      locked: false,
      otherKeys: [],
      waitingRoom: false,
      waiting: [],
    });
  }
}

function keyOf({ userId, holder }: Omit<RoomPerson, 'name'>): string {
  return `${userId}/${holder}`;
}

function remember(memory: Set<string>, value: string): void {
  memory.add(value);
  const [oldest] = memory;
  if (memory.size > longestMemory && oldest !== undefined) memory.delete(oldest);
}
