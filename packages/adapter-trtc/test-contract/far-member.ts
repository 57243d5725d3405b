import type { FarSide, FarSideInit } from '@jackfield/contract';
import type { SourceKind } from '@jackfield/core';
import type { DoubleService } from './double/double-service.ts';
import type { Listed, Member, Notice, Slot } from './double/member.ts';

/** A member without an instance, who shares no code with the adapter; it says what it has muted, as adapters do. */
export class FarMember implements Member, FarSide {
  readonly userId: string;
  readonly watches = false;
  readonly listed: Map<Slot, Listed> = new Map<Slot, Listed>();
  readonly #service: DoubleService;
  readonly #room: string;

  constructor(service: DoubleService, room: string, { userId, sources = [] }: FarSideInit) {
    this.#service = service;
    this.#room = room;
    this.userId = userId;
    for (const source of sources) if (isSlot(source)) this.listed.set(source, { muted: false });
    service.enter(room, this);
    void this.#tell();
  }

  notify({ event }: Notice): void {
    if (event === 'enter' && [...this.listed.values()].some(({ muted }) => muted)) void this.#tellMuted();
  }

  sends(slot: Slot): boolean {
    return this.listed.get(slot)?.muted === false;
  }

  publish(source: SourceKind, { muted = false }: { readonly muted?: boolean } = {}): Promise<void> {
    this.listed.set(slotOf(source), { muted });
    if (muted) void this.#tellMuted();
    return this.#tell();
  }

  unpublish(source: SourceKind): Promise<void> {
    this.listed.delete(slotOf(source));
    void this.#tell();
    return this.#tellMuted();
  }

  setMuted(source: SourceKind, muted: boolean): Promise<void> {
    this.listed.set(slotOf(source), { muted });
    // Before the mute, and after the unmute.
    if (muted) {
      void this.#tellMuted();
      return this.#tell();
    }
    void this.#tell();
    return this.#tellMuted();
  }

  sendMessage({ topic, text }: { readonly topic: string; readonly text: string }): Promise<void> {
    return this.#say(1, `${topic}\0${text}`);
  }

  leave({ withoutUnpublish = false }: { readonly withoutUnpublish?: boolean } = {}): Promise<void> {
    if (!withoutUnpublish && this.listed.size > 0) {
      this.listed.clear();
      void this.#tell();
    }
    this.#service.remove(this.#room, this);
    return Promise.resolve();
  }

  /** The service notices after a while; that while is not part of the double. */
  crash(): Promise<void> {
    return this.leave({ withoutUnpublish: true });
  }

  receives({ userId }: { readonly userId: string }, source: SourceKind): Promise<boolean> {
    return Promise.resolve(this.#service.member(this.#room, userId)?.sends(slotOf(source)) ?? false);
  }

  replaceTrack(): Promise<never> {
    return unavailable();
  }

  rename(): Promise<never> {
    return unavailable();
  }

  interrupt(): Promise<never> {
    return unavailable();
  }

  restore(): Promise<never> {
    return unavailable();
  }

  #tell(): Promise<void> {
    this.#service.tellOthers(this.#room, this, { event: 'list', member: this });
    return Promise.resolve();
  }

  #tellMuted(): Promise<void> {
    const muted = [...this.listed].filter(([, listed]) => listed.muted).map(([slot]) => slot);
    return this.#say(10, JSON.stringify({ muted }));
  }

  #say(cmdId: number, text: string): Promise<void> {
    const data = new TextEncoder().encode(text).buffer;
    this.#service.tellOthers(this.#room, this, { event: 'message', member: this, cmdId, data });
    return Promise.resolve();
  }
}

/** The vendor's place for a source. */
export function slotOf(source: SourceKind): Slot {
  if (isSlot(source)) return source;
  throw new RangeError(`The vendor has no ${source}.`);
}

function isSlot(source: SourceKind): source is Slot {
  return source !== 'screen-audio';
}

function unavailable(): Promise<never> {
  return Promise.reject(new Error('The cannot list says so.'));
}
