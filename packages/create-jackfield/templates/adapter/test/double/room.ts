import type { SourceKind } from '@jackfield/core/adapter';
import { FakeMediaStreamTrack, TrackSource } from '@jackfield/core/testing';
import type { AcmeMember, AcmeRoom } from '../../src/port.ts';
import type { Person } from './person.ts';
import type { Service } from './service.ts';

/** A room of the SDK's, as one page has entered it. */
export class Room implements AcmeRoom, Person {
  readonly id: string;
  readonly user: string;
  readonly room: string;
  readonly #name: string;
  readonly #service: Service;
  readonly #sent = new Map<SourceKind, { readonly track: MediaStreamTrack; readonly muted: boolean }>();
  readonly #received = new Map<string, FakeMediaStreamTrack>();
  readonly #member = new Set<Parameters<AcmeRoom['onMember']>[0]>();
  readonly #track = new Set<Parameters<AcmeRoom['onTrack']>[0]>();
  readonly #closed = new Set<(number: number) => void>();

  constructor(service: Service, as: { readonly room: string; readonly user: string; readonly name: string }) {
    this.#service = service;
    this.id = service.newId();
    this.room = as.room;
    this.user = as.user;
    this.#name = as.name;
  }

  /** Lists what is still open, one line each. */
  get leftovers(): readonly string[] {
    const listeners = this.#member.size + this.#track.size + this.#closed.size;
    return [
      ...(listeners > 0 ? [`${String(listeners)} listeners of the SDK`] : []),
      ...(this.#service.person(this.room, this.user) === this ? ['a room that was not left'] : []),
    ];
  }

  get members(): readonly AcmeMember[] {
    return this.#others().map((person) => person.member());
  }

  onMember(listener: Parameters<AcmeRoom['onMember']>[0]): () => void {
    return added(this.#member, listener);
  }

  onTrack(listener: Parameters<AcmeRoom['onTrack']>[0]): () => void {
    return added(this.#track, listener);
  }

  onClosed(listener: (number: number) => void): () => void {
    return added(this.#closed, listener);
  }

  publish(source: SourceKind, track: MediaStreamTrack, muted: boolean): Promise<void> {
    return this.#service.request('publish', () => {
      this.#sent.set(source, { track, muted });
      this.#service.tell(this);
    });
  }

  setMuted(source: SourceKind, muted: boolean): Promise<void> {
    return this.#service.request('mute', () => {
      const sent = this.#sent.get(source);
      if (sent) this.#sent.set(source, { ...sent, muted });
      this.#service.tell(this);
    });
  }

  unpublish(source: SourceKind): Promise<void> {
    return this.#service.request('publish', () => {
      this.#sent.delete(source);
      this.#service.tell(this);
    });
  }

  receive(memberId: string, sources: readonly SourceKind[]): Promise<void> {
    return this.#service.request('subscribe', () => {
      for (const [key, track] of this.#received) {
        if (!key.startsWith(`${memberId}/`) || sources.some((source) => key === `${memberId}/${source}`))
          continue;
        track.endFromSource();
        this.#received.delete(key);
      }
      for (const source of sources)
        if (!this.#received.has(`${memberId}/${source}`)) this.#give(memberId, source);
    });
  }

  leave(): Promise<void> {
    return this.#service.request('leave', () => {
      this.#service.remove(this);
      this.#end();
    });
  }

  member(): AcmeMember {
    const published = [...this.#sent].map(([source, { muted }]) => ({ source, muted }));
    return { id: this.id, user: this.user, name: this.#name, published };
  }

  sends(source: SourceKind): boolean {
    const track = this.#sent.get(source)?.track;
    return track instanceof FakeMediaStreamTrack && track.emits;
  }

  changed(id: string): void {
    const person = this.#others().find((other) => other.id === id);
    for (const [key, track] of this.#received) {
      const [memberId, source] = key.split('/');
      if (memberId !== id || person?.member().published.some((each) => each.source === source)) continue;
      track.endFromSource();
      this.#received.delete(key);
    }
    for (const listener of this.#member) listener({ id });
  }

  replaced(id: string, source: SourceKind): void {
    const key = `${id}/${source}`;
    if (!this.#received.has(key)) return;
    this.#received.get(key)?.endFromSource();
    this.#give(id, source);
  }

  closed(number: number): void {
    this.#service.later(() => {
      this.#end();
      for (const listener of this.#closed) listener(number);
    });
  }

  #give(memberId: string, source: SourceKind): void {
    const person = this.#others().find(({ id }) => id === memberId);
    if (!person?.member().published.some((each) => each.source === source)) return;
    const kind = source === 'microphone' ? 'audio' : 'video';
    const gives = (): boolean => person.sends(source);
    const track = new FakeMediaStreamTrack(new TrackSource({ kind, origin: 'remote', gives }));
    this.#received.set(`${memberId}/${source}`, track);
    for (const listener of this.#track) listener(memberId, source, track);
  }

  #end(): void {
    for (const track of this.#received.values()) track.endFromSource();
    this.#received.clear();
    this.#sent.clear();
  }

  #others(): readonly Person[] {
    return this.#service.others(this);
  }
}

function added<Listener>(set: Set<Listener>, listener: Listener): () => void {
  set.add(listener);
  return () => {
    set.delete(listener);
  };
}
