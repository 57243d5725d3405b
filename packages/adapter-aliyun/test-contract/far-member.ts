import type { FarSide, FarSideInit } from '@jackfield/contract';
import type { SourceKind } from '@jackfield/core';
import { labels, type Label, type Member, type Stream } from './double/member.ts';
import type { DoubleService } from './double/service.ts';

const sources: Readonly<Partial<Record<SourceKind, Label>>> = {
  microphone: 'sophon_audio',
  camera: 'sophon_video_camera_large',
  screen: 'sophon_video_screen_share',
};

/** The vendor's label of a source. */
export function labelOf(source: SourceKind): Label {
  const label = sources[source];
  if (!label) throw new RangeError(`The vendor has no ${source}.`);
  return label;
}

/** A member without an engine, who shares no code with the adapter. */
export class FarMember implements Member, FarSide {
  readonly userId: string;
  readonly displayName: string;
  streams: ReadonlyMap<Label, Stream> = new Map();
  readonly #service: DoubleService;
  readonly #room: string;

  constructor(service: DoubleService, room: string, { userId, displayName, sources: own = [] }: FarSideInit) {
    this.#service = service;
    this.#room = room;
    this.userId = userId;
    this.displayName = displayName ?? userId;
    service.enter(room, this);
    for (const source of own) if (source in sources) void this.publish(source);
  }

  notify(): void {
    // Nobody looks.
  }

  sends(label: Label): boolean {
    const stream = this.streams.get(label);
    return stream?.state === 'active' && !stream.muted;
  }

  publish(source: SourceKind, { muted = false }: { readonly muted?: boolean } = {}): Promise<void> {
    return this.#set(labelOf(source), { state: 'active', muted }, 'publishers');
  }

  unpublish(source: SourceKind): Promise<void> {
    const label = labelOf(source);
    const others = labels.some((each) => each !== label && this.streams.get(each)?.state === 'active');
    if (others) return this.#set(label, { state: 'inactive', muted: false }, 'publishers');
    this.streams = new Map();
    this.#service.tellOthers(this.#room, this, 'unpublish');
    return Promise.resolve();
  }

  setMuted(source: SourceKind, muted: boolean): Promise<void> {
    return this.#set(labelOf(source), { state: 'active', muted }, 'statusnotify');
  }

  replaceTrack(): Promise<void> {
    // Another track on the same sender: nobody is told, and the receivers' tracks stay.
    return Promise.resolve();
  }

  leave({ withoutUnpublish = false }: { readonly withoutUnpublish?: boolean } = {}): Promise<void> {
    if (!withoutUnpublish && this.streams.size > 0) {
      this.streams = new Map();
      this.#service.tellOthers(this.#room, this, 'unpublish');
    }
    this.#service.remove(this.#room, this);
    return Promise.resolve();
  }

  /** The service notices after a while; that while is not part of the double. */
  crash(): Promise<void> {
    return this.leave({ withoutUnpublish: true });
  }

  rename(): Promise<never> {
    return unavailable();
  }

  sendMessage(): Promise<never> {
    return unavailable();
  }

  interrupt(): Promise<never> {
    return unavailable();
  }

  restore(): Promise<never> {
    return unavailable();
  }

  receives({ userId }: { readonly userId: string }, source: SourceKind): Promise<boolean> {
    return Promise.resolve(this.#service.member(this.#room, userId)?.sends(labelOf(source)) ?? false);
  }

  #set(label: Label, stream: Stream, event: 'publishers' | 'statusnotify'): Promise<void> {
    const rest = labels.map((each): readonly [Label, Stream] => [
      each,
      this.streams.get(each) ?? { state: 'inactive', muted: false },
    ]);
    this.streams = new Map([...rest, [label, stream]]);
    this.#service.tellOthers(this.#room, this, event);
    return Promise.resolve();
  }
}

function unavailable(): Promise<never> {
  return Promise.reject(new Error('The cannot list says so.'));
}
