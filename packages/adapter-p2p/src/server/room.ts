import { closeCodes } from '../protocol/close-codes.ts';
import type { ByeReason, NumberedServerFrame } from '../protocol/server-frames.ts';
import type { Member } from './member.ts';

/** The members of one room. */
export class Room {
  readonly id: string;
  readonly #members = new Map<string, Member>();
  readonly #emptied: () => void;

  constructor(id: string, emptied: () => void) {
    this.id = id;
    this.#emptied = emptied;
  }

  get size(): number {
    return this.#members.size;
  }

  get members(): readonly Member[] {
    return [...this.#members.values()];
  }

  member(id: string): Member | undefined {
    return this.#members.get(id);
  }

  memberOfUser(userId: string): Member | undefined {
    return this.members.find((member) => member.userId === userId);
  }

  /** Adds a member and tells the others. */
  add(member: Member): void {
    this.#members.set(member.id, member);
    this.tellOthers(member, { type: 'member-joined', member: member.info });
  }

  /** Removes a member and tells the others. */
  remove(member: Member): void {
    if (!this.#members.delete(member.id)) return;
    member.gone();
    this.tellOthers(member, { type: 'member-left', id: member.id });
    if (this.#members.size === 0) this.#emptied();
  }

  /** Ends a membership with a reason. */
  dismiss(member: Member, reason: ByeReason): void {
    member.sendNow({ type: 'bye', reason });
    member.close(reason === 'server-shutdown' ? closeCodes.shutdown : closeCodes.normal, reason);
    this.remove(member);
  }

  /** Ends all memberships. Nobody is told about the others: all go. */
  close(reason: ByeReason): void {
    const members = this.members;
    this.#members.clear();
    for (const member of members) {
      member.gone();
      member.sendNow({ type: 'bye', reason });
      member.close(reason === 'server-shutdown' ? closeCodes.shutdown : closeCodes.normal, reason);
    }
    this.#emptied();
  }

  tellOthers(member: Member, frame: NumberedServerFrame): void {
    const text = JSON.stringify(frame);
    for (const other of this.#members.values()) if (other !== member) other.sendText(text);
  }
}
