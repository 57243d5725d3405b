import type { SourceKind } from '@jackfield/core/adapter';
import type { FakeClock } from '@jackfield/core/testing';
import type { Person } from './person.ts';

/** The requests that the service can be told to refuse or to leave unanswered. */
export type Operation = 'join' | 'leave' | 'publish' | 'subscribe' | 'mute';

/** The time that anything takes to get there, in milliseconds. */
const latencyMs = 1;

/** The vendor's service in memory: rooms, and faults on demand. It does what you believe of the real one: check that by probing it. */
export class Service {
  readonly #clock: FakeClock;
  readonly #people = new Set<Person>();
  readonly #refusals: { readonly operation: Operation; readonly number: number }[] = [];
  readonly #held = new Map<Operation, Set<() => void>>();
  #lastId = 0;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  /** Everybody who is there. */
  get people(): readonly Person[] {
    return [...this.#people];
  }

  /** Finds a person by the app's id. */
  person(room: string, user: string): Person | undefined {
    return this.people.find((person) => person.room === room && person.user === user);
  }

  /** The others in somebody's room. */
  others({ room, id }: Person): readonly Person[] {
    return this.people.filter((person) => person.room === room && person.id !== id);
  }

  /** An id for whoever comes in: another one each time. */
  newId(): string {
    return `member-${String((this.#lastId += 1))}`;
  }

  /** Refuses the next request of that kind. */
  refuse(operation: Operation, number: number): void {
    this.#refusals.push({ operation, number });
  }

  /** Answers no request of that kind until the release that this gives. */
  hold(operation: Operation): () => void {
    const waiting = new Set<() => void>();
    this.#held.set(operation, waiting);
    return () => {
      this.#held.delete(operation);
      for (const go of waiting) go();
    };
  }

  /** A request: carried out when it arrives, unless it is refused; the promise is its answer. */
  request(operation: Operation, arrive: () => void): Promise<void> {
    const index = this.#refusals.findIndex((refusal) => refusal.operation === operation);
    const [refusal] = index < 0 ? [] : this.#refusals.splice(index, 1);
    return new Promise((resolve, reject) => {
      const answer = (): void => {
        if (refusal) reject(Object.assign(new Error('The service refused.'), { number: refusal.number }));
        else {
          arrive();
          resolve();
        }
      };
      const held = this.#held.get(operation);
      if (held) held.add(() => this.later(answer));
      else this.later(answer);
    });
  }

  /** Runs something when it has crossed the network. */
  later(run: () => void): void {
    this.#clock.after(latencyMs, run);
  }

  /** Lets a person in. Who was there with the same id is put out. */
  enter(person: Person): void {
    const before = this.person(person.room, person.user);
    if (before) this.putOut(before, 3);
    this.#people.add(person);
    this.tell(person);
  }

  /** Takes a person out. */
  remove(person: Person): void {
    if (this.#people.delete(person)) this.tell(person);
  }

  /** Puts somebody out, who is told why. */
  putOut(person: Person, number: number): void {
    this.remove(person);
    person.closed(number);
  }

  /** Tells the others that something about somebody changed. */
  tell(person: Person): void {
    for (const other of this.others(person)) this.later(() => other.changed(person.id));
  }

  /** Another track for what somebody sends: who receives it is given that. */
  replaced(person: Person, source: SourceKind): void {
    for (const other of this.others(person)) this.later(() => other.replaced(person.id, source));
  }
}
