import type { EventName } from '../faults/fault-types.ts';
import type { Publication } from '../media/publication.ts';

/** Someone in a room: a client's session, or a participant that a test scripts. */
export interface RoomMember {
  readonly userId: string;
  readonly displayName: string;
  readonly status: string | undefined;
  readonly publication: Publication | undefined;
  /** Tells the member something. */
  notify(event: EventName, detail: Readonly<Record<string, unknown>>): void;
  /** The room has put the member out: kicked (1), closed (2) or replaced by the same user id (3). */
  putOut(byeCode: number): void;
}

/** The `bye` codes, as documented. */
export const byeCodes: { readonly kicked: 1; readonly roomClosed: 2; readonly replaced: 3 } = Object.freeze({
  kicked: 1,
  roomClosed: 2,
  replaced: 3,
});

/** The people of one channel, and who is told what when one comes, goes or publishes. */
export class Room {
  readonly appId: string;
  readonly name: string;
  readonly #members = new Map<string, RoomMember>();

  constructor(appId: string, name: string) {
    this.appId = appId;
    this.name = name;
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

  has(member: RoomMember): boolean {
    return this.#members.get(member.userId) === member;
  }

  /** Lets a member in. An older one of the same user id is put out first. */
  enter(member: RoomMember): void {
    const older = this.#members.get(member.userId);
    if (older !== undefined && older !== member) older.putOut(byeCodes.replaced);
    const others = this.members.filter((other) => other !== member);
    this.#members.set(member.userId, member);
    if (others.length > 0) this.#tellNewcomer(member, others);
    for (const other of others) other.notify('join', { peers: [peerOf(member)] });
  }

  /** Removes a member and tells the others, first of the end of the publication. */
  leave(member: RoomMember): boolean {
    if (!this.has(member)) return false;
    this.#members.delete(member.userId);
    if (member.publication !== undefined) this.#tellOthers(member, 'unpublish', { userid: member.userId });
    this.#tellOthers(member, 'leave', { userid: member.userId });
    return true;
  }

  /** Tells the others what a member publishes now. */
  announcePublication(member: RoomMember): void {
    const entry = publisherOf(member);
    if (entry !== undefined) this.#tellOthers(member, 'publishers', { publishers: [entry] });
  }

  announceUnpublished(member: RoomMember): void {
    this.#tellOthers(member, 'unpublish', { userid: member.userId });
  }

  announceStatus(member: RoomMember): void {
    this.#tellOthers(member, 'statusnotify', { status: [{ userid: member.userId, status: member.status }] });
  }

  #tellNewcomer(member: RoomMember, others: readonly RoomMember[]): void {
    member.notify('join', { peers: others.map(peerOf) });
    const publishers = others.map(publisherOf).filter((entry) => entry !== undefined);
    if (publishers.length > 0) member.notify('publishers', { publishers });
    // Without this a latecomer would take a muted microphone for a live one; only words other than "nothing" matter.
    const words = others.filter((other) => other.status !== undefined && /[^0]/u.test(other.status));
    if (words.length > 0) {
      member.notify('statusnotify', {
        status: words.map(({ userId, status }) => ({ userid: userId, status })),
      });
    }
  }

  #tellOthers(member: RoomMember, event: EventName, detail: Readonly<Record<string, unknown>>): void {
    for (const other of this.#members.values())
      if (other.userId !== member.userId) other.notify(event, detail);
  }
}

function peerOf(member: RoomMember): Readonly<Record<string, unknown>> {
  return { userid: member.userId, displayname: member.displayName };
}

function publisherOf(member: RoomMember): Readonly<Record<string, unknown>> | undefined {
  const { publication, userId, displayName } = member;
  if (publication === undefined) return undefined;
  // The two spellings of the name are the service's: see the protocol document.
  return {
    userid: userId,
    displayName,
    displayname: displayName,
    callid: publication.callId,
    streams: publication.streams,
  };
}
