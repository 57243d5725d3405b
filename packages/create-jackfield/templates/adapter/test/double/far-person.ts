import type { FarSide, FarSideInit } from '@jackfield/contract';
import type { SourceKind } from '@jackfield/core/adapter';
import type { AcmeMember } from '../../src/port.ts';
import type { Person } from './person.ts';
import type { Service } from './service.ts';

/** A person without an SDK, who shares no code with the adapter: two sides over one adapter hide a mistake that both make. */
export class FarPerson implements Person, FarSide {
  readonly id: string;
  readonly room: string;
  readonly user: string;
  readonly userId: string;
  readonly #name: string;
  readonly #service: Service;
  readonly #sent = new Map<SourceKind, { readonly muted: boolean }>();

  constructor(service: Service, room: string, { userId, displayName, sources = [] }: FarSideInit) {
    this.#service = service;
    this.id = service.newId();
    this.room = room;
    this.user = userId;
    this.userId = userId;
    this.#name = displayName ?? userId;
    for (const source of sources) this.#sent.set(source, { muted: false });
    service.enter(this);
  }

  member(): AcmeMember {
    const published = [...this.#sent].map(([source, { muted }]) => ({ source, muted }));
    return { id: this.id, user: this.user, name: this.#name, published };
  }

  sends(source: SourceKind): boolean {
    return this.#sent.get(source)?.muted === false;
  }

  changed(): void {}

  replaced(): void {}

  closed(): void {}

  publish(source: SourceKind, { muted = false }: { readonly muted?: boolean } = {}): Promise<void> {
    this.#sent.set(source, { muted });
    return this.#told();
  }

  unpublish(source: SourceKind): Promise<void> {
    this.#sent.delete(source);
    return this.#told();
  }

  setMuted(source: SourceKind, muted: boolean): Promise<void> {
    return this.publish(source, { muted });
  }

  replaceTrack(source: SourceKind): Promise<void> {
    this.#service.replaced(this, source);
    return Promise.resolve();
  }

  async leave({ withoutUnpublish = false }: { readonly withoutUnpublish?: boolean } = {}): Promise<void> {
    if (!withoutUnpublish && this.#sent.size > 0) {
      this.#sent.clear();
      await this.#told();
    }
    this.#service.remove(this);
  }

  crash(): Promise<void> {
    return this.leave({ withoutUnpublish: true });
  }

  receives({ userId }: { readonly userId: string }, source: SourceKind): Promise<boolean> {
    return Promise.resolve(this.#service.person(this.room, userId)?.sends(source) ?? false);
  }

  rename(): Promise<never> {
    return unavailable('rename');
  }

  sendMessage(): Promise<never> {
    return unavailable('sendMessage');
  }

  interrupt(): Promise<never> {
    return unavailable('interrupt');
  }

  restore(): Promise<never> {
    return unavailable('restore');
  }

  #told(): Promise<void> {
    this.#service.tell(this);
    return Promise.resolve();
  }
}

function unavailable(what: string): Promise<never> {
  return Promise.reject(new Error(`The vendor has no ${what}: the cannot list says so.`));
}
