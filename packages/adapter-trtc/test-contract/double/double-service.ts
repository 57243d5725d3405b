import type { FakeClock } from '@jackfield/core/testing';
import type { Member, Notice } from './member.ts';

/** What the service can be told to refuse or to hold back. */
export type Operation = 'join' | 'publish' | 'set-role';

/** How long anything takes to get there, in milliseconds. */
const latencyMs = 1;

/** The vendor's service in memory: rooms, members, and faults on demand. No media passes through it. */
export class DoubleService {
  readonly clock: FakeClock;
  readonly #rooms = new Map<string, Map<string, Member>>();
  readonly #refusals: { readonly operation: Operation; readonly code: number }[] = [];
  readonly #held = new Map<Operation, Set<() => void>>();

  constructor(clock: FakeClock) {
    this.clock = clock;
  }

  members(room: string): readonly Member[] {
    return [...(this.#rooms.get(room)?.values() ?? [])];
  }

  member(room: string, userId: string): Member | undefined {
    return this.#rooms.get(room)?.get(userId);
  }

  /** Refuses the next request of that kind. */
  refuse(operation: Operation, code: number): void {
    this.#refusals.push({ operation, code });
  }

  /** Answers no request of that kind until the release that this gives. */
  hold(operation: Operation): () => void {
    const waiting = new Set<() => void>();
    this.#held.set(operation, waiting);
    return () => {
      if (this.#held.get(operation) === waiting) this.#held.delete(operation);
      for (const go of waiting) go();
    };
  }

  /** Answers with 0, or with the number that it refuses with; what is held is answered when it is let go. */
  request(operation: Operation): Promise<number> {
    const index = this.#refusals.findIndex((refusal) => refusal.operation === operation);
    const [refusal] = index < 0 ? [] : this.#refusals.splice(index, 1);
    return new Promise((resolve) => {
      const go = (): void => {
        this.later(() => {
          resolve(refusal?.code ?? 0);
        });
      };
      const held = this.#held.get(operation);
      if (held && !refusal) held.add(go);
      else go();
    });
  }

  later(run: () => void): void {
    this.clock.after(latencyMs, run);
  }

  /** Somebody comes in. The same user of before is put out. */
  enter(room: string, member: Member): void {
    const before = this.member(room, member.userId);
    if (before && before !== member) {
      this.#tell(before, { event: 'out', reason: 'kick' });
      this.remove(room, before);
    }
    const members = this.#rooms.get(room) ?? new Map<string, Member>();
    this.#rooms.set(room, members);
    members.set(member.userId, member);
    this.introduce(room, member);
    this.appear(room, member);
  }

  /** Tells somebody of everybody. */
  introduce(room: string, member: Member): void {
    for (const other of this.members(room)) {
      if (other === member || other.watches) continue;
      this.#tell(member, { event: 'enter', member: other });
      if (other.listed.size > 0) this.#tell(member, { event: 'list', member: other });
    }
  }

  /** The others are told of somebody, unless they only watch. */
  appear(room: string, member: Member): void {
    if (!member.watches) this.tellOthers(room, member, { event: 'enter', member });
  }

  /** The others lose somebody, who may still be there and watch. */
  disappear(room: string, member: Member): void {
    this.tellOthers(room, member, { event: 'exit', member });
  }

  /** Somebody is gone. */
  remove(room: string, member: Member): void {
    const members = this.#rooms.get(room);
    if (members?.get(member.userId) !== member) return;
    members.delete(member.userId);
    this.tellOthers(room, member, { event: 'exit', member });
  }

  tellOthers(room: string, member: Member, notice: Notice): void {
    for (const other of this.members(room)) if (other !== member) this.#tell(other, notice);
  }

  /** Whoever is put out is told, and no longer a member. */
  putOut(room: string, userId: string, reason: 'banned' | 'room_disband'): void {
    const member = this.member(room, userId);
    if (!member) return;
    this.#tell(member, { event: 'out', reason });
    this.remove(room, member);
  }

  #tell(member: Member, notice: Notice): void {
    this.later(() => {
      member.notify(notice);
    });
  }
}
