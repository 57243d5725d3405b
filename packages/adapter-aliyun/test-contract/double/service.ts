import type { FakeClock } from '@jackfield/core/testing';
import type { Member, Notice } from './member.ts';

/** What the service can be told to do wrong. */
export type Operation = 'join' | 'leave' | 'publish' | 'subscribe' | 'offer' | 'unsubscribe';

/** How it answers one request. */
export type Answer = { readonly kind: 'done' } | { readonly kind: 'refused'; readonly code: number };

/** How long anything takes to get there, in milliseconds. */
const latencyMs = 1;

/** The vendor's service in memory: one app, rooms, members, and faults on demand. No media passes through it. */
export class DoubleService {
  readonly clock: FakeClock;
  readonly #rooms = new Map<string, Map<string, Member>>();
  readonly #refusals: { readonly operation: Operation; readonly code: number }[] = [];
  readonly #lost: Operation[] = [];
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

  /** Carries requests of that kind out, and answers none until the release that this gives. */
  hold(operation: Operation): () => void {
    const waiting = new Set<() => void>();
    this.#held.set(operation, waiting);
    return () => {
      if (this.#held.get(operation) === waiting) this.#held.delete(operation);
      for (const go of waiting) go();
    };
  }

  /** Carries the next request of that kind out, and never answers it. */
  lose(operation: Operation): void {
    this.#lost.push(operation);
  }

  /** A request, which arrives at once where it is taken, and its polled answer, which may never come. */
  request(operation: Operation, answer: (answer: Answer) => void, arrive?: () => void): void {
    const index = this.#refusals.findIndex((refusal) => refusal.operation === operation);
    const [refusal] = index < 0 ? [] : this.#refusals.splice(index, 1);
    const go = (): void => {
      this.later(() => {
        answer(refusal ? { kind: 'refused', code: refusal.code } : { kind: 'done' });
      });
    };
    const held = this.#held.get(operation);
    if (!refusal) arrive?.();
    const lost = this.#lost.indexOf(operation);
    if (lost >= 0) {
      this.#lost.splice(lost, 1);
      return;
    }
    if (held && !refusal) held.add(go);
    else go();
  }

  /** Comes at once with the answer, or after the release of what is held as `offer`. */
  offer(run: () => void): void {
    const held = this.#held.get('offer');
    if (held) held.add(run);
    else run();
  }

  later(run: () => void): void {
    this.clock.after(latencyMs, run);
  }

  /** Somebody comes in. The same user of before is put out, as replaced. */
  enter(room: string, member: Member): void {
    const before = this.member(room, member.userId);
    if (before && before !== member) {
      this.tell(before, { event: 'bye', code: 3 });
      this.remove(room, before);
    }
    const members = this.#rooms.get(room) ?? new Map<string, Member>();
    this.#rooms.set(room, members);
    for (const other of members.values()) {
      this.tell(member, { event: 'join', member: other });
      if (other.streams.size > 0) this.tell(member, { event: 'publishers', member: other });
    }
    members.set(member.userId, member);
    this.tellOthers(room, member, 'join');
  }

  /** Somebody is gone. */
  remove(room: string, member: Member): void {
    const members = this.#rooms.get(room);
    if (members?.get(member.userId) !== member) return;
    members.delete(member.userId);
    this.tellOthers(room, member, 'leave');
  }

  /** Something about somebody has changed. */
  tellOthers(room: string, member: Member, event: Exclude<Notice['event'], 'bye'>): void {
    for (const other of this.members(room)) if (other !== member) this.tell(other, { event, member });
  }

  /** 1 kicked, 2 closed. Whoever is put out is told, and no longer a member. */
  putOut(room: string, userId: string, code: 1 | 2): void {
    const member = this.member(room, userId);
    if (!member) return;
    this.tell(member, { event: 'bye', code });
    this.remove(room, member);
  }

  tell(member: Member, notice: Notice): void {
    this.later(() => {
      member.notify(notice);
    });
  }
}
