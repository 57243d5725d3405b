import type { SourceKind } from '@jackfield/core';
import type { AcmeMember, AcmeRoom, AcmeSdk } from 'virtual:readme/acme';

/** The imaginary vendor of docs/adapter-authors.md, in memory: one room. A token is the user's id; `wrong` is refused. */
export class AcmeService implements AcmeSdk {
  readonly #seats = new Set<Seat>();

  /** Who is there. */
  get users(): readonly string[] {
    return [...this.#seats].map(({ user }) => user);
  }

  enter(token: string, as: { readonly room: string; readonly name: string }): Promise<AcmeRoom> {
    if (token === 'wrong') return Promise.reject(Object.assign(new Error('No.'), { number: 401 }));
    const seat = new Seat(token, as.name, this.#seats);
    this.#seats.add(seat);
    seat.tell();
    return Promise.resolve(seat);
  }

  /** Throws somebody out. */
  kick(user: string): void {
    const seat = [...this.#seats].find((each) => each.user === user);
    if (!seat) throw new Error(`There is no ${user}.`);
    this.#seats.delete(seat);
    seat.tell();
    for (const listener of seat.closing) listener(1);
  }
}

class Seat implements AcmeRoom {
  readonly user: string;
  readonly closing = new Set<(number: number) => void>();
  readonly #name: string;
  readonly #seats: Set<Seat>;
  readonly #members = new Set<Parameters<AcmeRoom['onMember']>[0]>();
  readonly #tracks = new Set<Parameters<AcmeRoom['onTrack']>[0]>();
  readonly #published = new Map<SourceKind, { readonly track: MediaStreamTrack; readonly muted: boolean }>();

  constructor(user: string, name: string, seats: Set<Seat>) {
    this.user = user;
    this.#name = name;
    this.#seats = seats;
  }

  get members(): readonly AcmeMember[] {
    return this.#others().map((seat) => seat.#member());
  }

  onMember(listener: Parameters<AcmeRoom['onMember']>[0]): () => void {
    return added(this.#members, listener);
  }

  onTrack(listener: Parameters<AcmeRoom['onTrack']>[0]): () => void {
    return added(this.#tracks, listener);
  }

  onClosed(listener: (number: number) => void): () => void {
    return added(this.closing, listener);
  }

  async publish(source: SourceKind, track: MediaStreamTrack, muted: boolean): Promise<void> {
    await Promise.resolve();
    this.#published.set(source, { track, muted });
    this.tell();
  }

  async setMuted(source: SourceKind, muted: boolean): Promise<void> {
    const sent = this.#published.get(source);
    if (sent) await this.publish(source, sent.track, muted);
  }

  async unpublish(source: SourceKind): Promise<void> {
    await Promise.resolve();
    this.#published.delete(source);
    this.tell();
  }

  async receive(memberId: string, sources: readonly SourceKind[]): Promise<void> {
    await Promise.resolve();
    const other = this.#others().find(({ user }) => user === memberId);
    if (!other) return;
    for (const source of sources) {
      const track = other.#published.get(source)?.track;
      if (track) for (const listener of this.#tracks) listener(memberId, source, track);
    }
  }

  async leave(): Promise<void> {
    await Promise.resolve();
    this.#seats.delete(this);
    this.tell();
  }

  /** Tells the others that something about this one changed. */
  tell(): void {
    for (const other of this.#others()) for (const listener of other.#members) listener(this.#member());
  }

  #others(): readonly Seat[] {
    return [...this.#seats].filter((seat) => seat !== this);
  }

  #member(): AcmeMember {
    const published = [...this.#published].map(([source, { muted }]) => ({ source, muted }));
    return { id: this.user, user: this.user, name: this.#name, published };
  }
}

function added<Listener>(set: Set<Listener>, listener: Listener): () => void {
  set.add(listener);
  return () => {
    set.delete(listener);
  };
}
