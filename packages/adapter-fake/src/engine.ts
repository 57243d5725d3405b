import {
  RtcError,
  type Clock,
  type EndReason,
  type RemoteParticipantInfo,
  type SourceKind,
  type SourceQuality,
} from '@jackfield/core/adapter';
import type { Connection } from './connection.ts';
import { EventFilter, type FakeEvent } from './trouble/event-filter.ts';
import { FaultBoard, type FakeOperation, type Verdict } from './trouble/faults.ts';
import type { FakeMedia } from './cloud/media.ts';
import { Member, type MemberInit, type MemberSource } from './cloud/member.ts';
import type { Random } from './trouble/random.ts';

/** What an engine is made from. */
export interface EngineInit {
  readonly random: Random;
  readonly clock: Clock;
  readonly media: FakeMedia;
  readonly latencyMs: readonly [number, number];
  readonly lossRate: number;
  readonly duplicateIdentity: 'kicks-older' | 'rejects-newer' | 'allowed';
}

/** The inside of a fake cloud: who is where, and what is told to whom. */
export class Engine {
  readonly board: FaultBoard = new FaultBoard();
  readonly filter: EventFilter = new EventFilter();
  /** Whether the service refuses everybody. */
  down = false;
  /** The rooms that are being recorded. */
  readonly recorded: Set<string> = new Set();
  readonly #init: EngineInit;
  readonly #rooms = new Map<string, Set<Member>>();
  readonly #closed = new Set<string>();
  #serial = 0;

  constructor(init: EngineInit) {
    this.#init = init;
  }

  /** The names of the rooms that somebody is in. */
  get roomNames(): readonly string[] {
    return [...this.#rooms.keys()];
  }

  /** One vendor operation: latency, then whatever is planned for it. */
  operate(operation: FakeOperation, userId: string, adapter: string): Promise<Verdict> {
    const verdict = this.board.judge(operation, userId, adapter);
    const delayMs = this.#delay();
    if (delayMs === 0) return verdict;
    const passed = new Promise<void>((resolve) => {
      this.#init.clock.after(delayMs, resolve);
    });
    // Listened to at once: a refusal that comes before its time would count as unhandled.
    return Promise.allSettled([verdict, passed]).then(() => verdict);
  }

  /** Runs something after a while, by the cloud's clock. */
  after(ms: number, run: () => void): void {
    this.#init.clock.after(ms, run);
  }

  /** Carries an event to a session. Events of one session keep their order. */
  carry(connection: Connection, event: FakeEvent): void {
    const run = (): void => {
      for (const due of this.filter.pass(connection.userId, event)) due.deliver();
    };
    const delayMs = this.#init.latencyMs[0];
    if (delayMs === 0) queueMicrotask(run);
    else this.#init.clock.after(delayMs, run);
  }

  /** What tracks and sounds are made by. */
  get media(): FakeMedia {
    return this.#init.media;
  }

  /** Milliseconds from a session to the cloud and back: operations and events take at least this long together. */
  get roundTripMs(): number {
    return 2 * this.#init.latencyMs[0];
  }

  /** A new track for a scripted participant. */
  createTrack(source: SourceKind, label: string): MediaStreamTrack {
    return this.#init.media.createTrack(source, label);
  }

  /** Everybody in a room. */
  members(room: string): ReadonlySet<Member> {
    return this.#rooms.get(room) ?? new Set();
  }

  /** Everybody in a member's room but themselves. */
  membersOf(self: Member): readonly Member[] {
    for (const members of this.#rooms.values()) {
      if (members.has(self)) return [...members].filter((member) => member !== self);
    }
    return [];
  }

  /** Somebody comes in. Throws what the service refuses with. */
  enter(room: string, init: MemberInit, connection?: Connection): Member {
    const refuse = (code: 'room-closed' | 'replaced' | 'server-error', message: string): never => {
      throw new RtcError({ code, message });
    };
    if (this.down) refuse('server-error', 'The fake cloud is down.');
    if (this.#closed.has(room)) refuse('room-closed', `The room ${room} is closed.`);
    const older = [...this.members(room)].find(({ userId }) => userId === init.userId);
    if (older && this.#init.duplicateIdentity === 'rejects-newer') {
      refuse('replaced', `${init.userId} is already in the room ${room}.`);
    }
    if (older && this.#init.duplicateIdentity === 'kicks-older') {
      this.remove(room, older);
      older.connection?.tell('ended', { reason: 'replaced', vendorHasLeft: false });
    }
    this.#serial += 1;
    const member = new Member(this.#serial, init, connection);
    const members = this.#rooms.get(room) ?? new Set();
    this.#rooms.set(room, members.add(member));
    this.#others(member, (other) => {
      other.tell('participantJoined', member.describe(other.idOf(member)));
    });
    return member;
  }

  /** Somebody is gone. */
  remove(room: string, member: Member): void {
    const members = this.#rooms.get(room);
    if (!members?.has(member)) return;
    this.#others(member, (other) => {
      other.tell('participantLeft', { remoteId: other.idOf(member) });
      for (const source of member.sources.keys()) other.forget(member, source);
    });
    members.delete(member);
    if (members.size === 0) this.#rooms.delete(room);
    member.connection?.stopAll();
    for (const run of member.afterwards) run();
    member.afterwards.clear();
  }

  /** Somebody publishes, or publishes anew. */
  publish(member: Member, next: MemberSource): void {
    const before = member.sources.get(next.source);
    member.sources.set(next.source, next);
    const { source, muted } = next;
    this.#others(member, (other) => {
      if (!before) other.tell('sourcePublished', { remoteId: other.idOf(member), source, muted });
      else if (before.muted !== muted)
        other.tell('sourceMuted', { remoteId: other.idOf(member), source, muted });
      if (before?.track !== next.track) other.refresh(member, source);
      const received = other.receivedOf(member, source);
      if (received && !member.connection) received.enabled = !muted;
    });
  }

  /** Somebody unpublishes. */
  unpublish(member: Member, source: SourceKind): void {
    if (!member.sources.delete(source)) return;
    this.#others(member, (other) => {
      other.forget(member, source);
      other.tell('sourceUnpublished', { remoteId: other.idOf(member), source });
    });
  }

  /** Somebody mutes or unmutes. */
  setMuted(member: Member, source: SourceKind, muted: boolean): void {
    const known = member.sources.get(source);
    if (known && known.muted !== muted) this.publish(member, { ...known, muted });
  }

  /** Takes that a member encodes a source otherwise. */
  setQuality(member: Member, source: SourceKind, quality: SourceQuality): void {
    const known = member.sources.get(source);
    if (known) this.publish(member, { ...known, quality });
  }

  /** Somebody sends another track. */
  replaceTrack(member: Member, source: SourceKind, track: MediaStreamTrack | null): void {
    const known = member.sources.get(source);
    if (known) this.publish(member, { ...known, track });
  }

  /** What describes somebody changed. */
  describe(
    member: Member,
    part: Partial<Pick<RemoteParticipantInfo, 'displayName' | 'role' | 'permissions'>>,
  ): void {
    member.displayName = part.displayName ?? member.displayName;
    member.role = part.role ?? member.role;
    member.permissions = part.permissions ?? member.permissions;
    this.#others(member, (other) => {
      other.tell('participantUpdated', { remoteId: other.idOf(member), ...part });
    });
  }

  /** Somebody sends a message. */
  message(
    member: Member,
    { topic, text, to }: { topic: string; text: string; to?: readonly Member[] | undefined },
  ): void {
    this.#others(member, (other) => {
      if (to && !(other.member && to.includes(other.member))) return;
      if (other.losesMessages && this.#init.random.next() < this.#init.lossRate) return;
      other.tell('messageReceived', { remoteId: other.idOf(member), topic, text });
    });
  }

  /** Somebody's transport goes down or comes back. */
  setInterrupted(member: Member, interrupted: boolean): void {
    if (member.interrupted === interrupted) return;
    member.interrupted = interrupted;
    this.#others(member, (other) => {
      other.tell(interrupted ? 'participantInterrupted' : 'participantRestored', {
        remoteId: other.idOf(member),
      });
    });
  }

  /** A session hears that its publication was lost. */
  tellLost(member: Member, source: SourceKind): void {
    const error = new RtcError({
      code: 'publish-failed',
      message: `The fake cloud lost the ${source}, as planned.`,
    });
    member.connection?.tell('publicationLost', { source, error });
  }

  /** What a session receives of a member. */
  received(room: string, userId: string, member: Member, source: SourceKind): MediaStreamTrack | undefined {
    return this.connectionOf(room, userId)?.receivedOf(member, source);
  }

  /** The link of a user's session in a room. */
  connectionOf(room: string, userId: string): Connection | undefined {
    for (const { connection } of this.members(room)) if (connection?.userId === userId) return connection;
    return undefined;
  }

  /** Nobody may be in a room any more. */
  closeRoom(room: string): void {
    this.#closed.add(room);
    this.endAll(room, 'room-closed');
  }

  /** Everybody's call in a room ends. */
  endAll(room: string, reason: EndReason): void {
    for (const member of [...this.members(room)]) {
      this.remove(room, member);
      member.connection?.tell('ended', { reason, vendorHasLeft: false });
    }
  }

  /** The room may be joined again. */
  openRoom(room: string): void {
    this.#closed.delete(room);
  }

  #others(self: Member, run: (connection: Connection) => void): void {
    for (const { connection } of this.membersOf(self)) if (connection) run(connection);
  }

  #delay(): number {
    const [least, most] = this.#init.latencyMs;
    return least + this.#init.random.next() * (most - least);
  }
}
