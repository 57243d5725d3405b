import type { SourceFlags } from '../wire/source-kinds.ts';
import type { MemberMedia } from '../media/downlink.ts';
import { channelMessageFields, type ChannelMessage } from '../wire/channel-message.ts';
import type { NoticeName } from '../wire/commands.ts';
import { flagOf } from '../wire/flags.ts';

/** 20 may publish, 21 watches. */
export type WireRole = 20 | 21;

/** 1 call, 2 live: in a live room people who watch are not told of. */
export type WireScene = 1 | 2;

/** Why somebody was put out: another of the same id, the server's interface, or the end of the room. */
export type PutOutReason = 'kick' | 'banned' | 'room_disband';

/** Why somebody is gone: left, silent for too long, put out, or watching from now on. */
export const exitReasons = { left: 0, lost: 1, putOut: 2, roleChanged: 3 } as const;

/** Someone in a room: a client's session, or a participant that a test scripts. */
export interface RoomMember {
  readonly userId: string;
  readonly tinyId: string;
  readonly role: WireRole;
  readonly published: SourceFlags;
  readonly muted: SourceFlags;
  readonly media: MemberMedia;
  /** Tells the member something. */
  tell(notice: NoticeName, data: Readonly<Record<string, unknown>>): void;
  /** The room has put the member out. */
  putOut(reason: PutOutReason): void;
  /** Somebody's media is other than it was. */
  mediaChanged(publisher: RoomMember): void;
}

/** What names a room: rooms by number and by text are different ones. */
export interface RoomKey {
  readonly sdkAppId: number;
  readonly room: string | number;
}

/** The people of one room, and who is told what when one comes, goes or publishes. */
export class Room {
  readonly key: RoomKey;
  readonly scene: WireScene;
  readonly #members = new Map<string, RoomMember>();

  constructor(key: RoomKey, scene: WireScene) {
    this.key = key;
    this.scene = scene;
  }

  get size(): number {
    return this.#members.size;
  }

  get members(): readonly RoomMember[] {
    return [...this.#members.values()];
  }

  member(userId: string): RoomMember | undefined {
    return this.#members.get(userId);
  }

  byTinyId(tinyId: string): RoomMember | undefined {
    return this.members.find((member) => member.tinyId === tinyId);
  }

  has(member: RoomMember): boolean {
    return this.#members.get(member.userId) === member;
  }

  /** Lets a member in. An older one of the same user id is put out first. */
  enter(member: RoomMember): void {
    const older = this.#members.get(member.userId);
    if (older !== undefined && older !== member) older.putOut('kick');
    this.#members.set(member.userId, member);
    if (this.isSeen(member)) this.#tellOthers(member, 'user-enter', personOf(member));
    this.tellPublishers();
  }

  /** Removes a member and tells the others. */
  leave(member: RoomMember, reason: number): boolean {
    if (!this.has(member)) return false;
    this.#members.delete(member.userId);
    if (this.isSeen(member)) this.#tellOthers(member, 'user-exit', { userId: member.userId, reason });
    this.tellPublishers();
    return true;
  }

  /** Tells the others that somebody is seen from now on, or no more. */
  roleChanged(member: RoomMember, wasSeen: boolean): void {
    const isSeen = this.isSeen(member);
    if (isSeen && !wasSeen) this.#tellOthers(member, 'user-enter', personOf(member));
    if (!isSeen && wasSeen) {
      this.#tellOthers(member, 'user-exit', { userId: member.userId, reason: exitReasons.roleChanged });
    }
    this.tellPublishers();
  }

  /** The people that a member is told of. */
  listFor(member: RoomMember): readonly Readonly<Record<string, unknown>>[] {
    return this.members.filter((other) => other !== member && this.isSeen(other)).map(personOf);
  }

  /** Tells everybody, or one, who publishes what; a client is told of itself, too, and takes that for its confirmation. */
  tellPublishers(to?: RoomMember): void {
    const userList = this.members
      .map((member) => ({
        userId: member.userId,
        srcTinyId: member.tinyId,
        flag: flagOf(member.published, member.muted),
      }))
      .filter(({ flag }) => flag !== 0);
    for (const member of to === undefined ? this.members : [to]) member.tell('publishers', { userList });
  }

  /** Tells those who watch a member that its media is other than it was. */
  mediaChanged(publisher: RoomMember): void {
    for (const member of this.members) if (member !== publisher) member.mediaChanged(publisher);
  }

  /** Sends a message to everybody else. */
  message(from: RoomMember, message: ChannelMessage): void {
    this.#tellOthers(from, 'message', { srcTinyId: from.tinyId, ...channelMessageFields(message) });
  }

  /** Tells whether the others are told of a member. */
  isSeen(member: RoomMember): boolean {
    return this.scene === 1 || member.role === 20;
  }

  #tellOthers(member: RoomMember, notice: NoticeName, data: Readonly<Record<string, unknown>>): void {
    for (const other of this.#members.values()) if (other !== member) other.tell(notice, data);
  }
}

function personOf({ userId, tinyId, role }: RoomMember): Readonly<Record<string, unknown>> {
  return { userId, srcTinyId: tinyId, role, fromType: 0 };
}
