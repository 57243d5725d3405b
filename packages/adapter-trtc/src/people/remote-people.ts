import { sourceKinds, type RemoteParticipantInfo, type SourceKind } from '@jackfield/core/adapter';

/** What is known of somebody in the room. */
interface Person {
  readonly remoteId: string;
  readonly available: Set<SourceKind>;
  /** What they say is muted; told by their own adapter. */
  muted: ReadonlySet<SourceKind>;
  /** Whether their adapter has said anything yet. */
  hasSpoken: boolean;
}

/** The people of the room, as events tell of them one by one. */
export class RemotePeople {
  readonly #people = new Map<string, Person>();
  #presences = 0;

  get userIds(): readonly string[] {
    return [...this.#people.keys()];
  }

  /** Somebody is there; a presence that is known stays. */
  enter(userId: string): void {
    if (this.#people.has(userId)) return;
    this.#presences += 1;
    const remoteId = `${userId}#${String(this.#presences)}`;
    this.#people.set(userId, { remoteId, available: new Set(), muted: new Set(), hasSpoken: false });
  }

  exit(userId: string): void {
    this.#people.delete(userId);
  }

  clear(): void {
    this.#people.clear();
  }

  /** A source of somebody can be received, or cannot. Who publishes is there, whatever came first. */
  setAvailable(userId: string, source: SourceKind, available: boolean): void {
    if (available) this.enter(userId);
    const person = this.#people.get(userId);
    if (available) person?.available.add(source);
    else person?.available.delete(source);
  }

  /** Takes what somebody says is muted. Returns whether it is the first that they say. */
  setMuted(userId: string, muted: ReadonlySet<SourceKind>): boolean {
    const person = this.#people.get(userId);
    if (!person) return false;
    const first = !person.hasSpoken;
    Object.assign(person, { muted, hasSpoken: true });
    return first;
  }

  /** What somebody says is muted. */
  mutedOf(userId: string): Iterable<SourceKind> {
    return this.#people.get(userId)?.muted ?? [];
  }

  /** Tells whether its owner says that it is muted. */
  isMuted(userId: string, source: SourceKind): boolean {
    return this.#people.get(userId)?.muted.has(source) === true;
  }

  isAvailable(userId: string, source: SourceKind): boolean {
    return this.#people.get(userId)?.available.has(source) === true;
  }

  /**
   * Somebody as they are now. Measured: muting and unpublishing are the same events. So a source counts as published while it
   * can be received, or while its owner says that it is muted; the owner says so before muting and takes it back after unmuting.
   */
  describe(userId: string): RemoteParticipantInfo | undefined {
    const person = this.#people.get(userId);
    if (!person) return undefined;
    const { remoteId, available, muted } = person;
    const sources = sourceKinds.filter((source) => available.has(source) || muted.has(source));
    return { remoteId, userId, sources: sources.map((source) => ({ source, muted: muted.has(source) })) };
  }
}
