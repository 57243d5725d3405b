import { FakeMediaStreamTrack, TrackSource } from '@jackfield/core/testing';
import type { DoubleEmitter } from './double-emitter.ts';
import { refused } from './double-sending.ts';
import type { DoubleService } from './double-service.ts';
import type { Member, Slot } from './member.ts';

/** The order in which the SDK tells of somebody's sources. */
const slots = ['camera', 'screen', 'microphone'] as const;
/** How long the first message of somebody is held back (measured). */
const firstMessageMs = 100;

interface Known {
  member: Member;
  readonly available: Set<Slot>;
  /** The tracks that are received. */
  readonly tracks: Map<Slot, FakeMediaStreamTrack>;
  /** The tracks that were received of this publication: each stays after its end, and the same comes again. */
  readonly kept: Map<Slot, FakeMediaStreamTrack>;
  /** When their first message came. */
  heldUntilMs: number | undefined;
}

/** What an instance knows of others, and receives. */
export class DoubleReceiving {
  readonly #service: DoubleService;
  readonly #emitter: DoubleEmitter;
  readonly #known = new Map<string, Known>();
  /** The wish for somebody's sound, which stays for later publications. */
  readonly #sound = new Set<string>();

  constructor(service: DoubleService, emitter: DoubleEmitter) {
    this.#service = service;
    this.#emitter = emitter;
  }

  entered(member: Member): void {
    const { userId } = member;
    const before = this.#known.get(userId);
    if (before) {
      before.member = member;
      return;
    }
    this.#known.set(userId, {
      member,
      available: new Set(),
      tracks: new Map(),
      kept: new Map(),
      heldUntilMs: undefined,
    });
    this.#emitter.emit('remote-user-enter', { userId });
  }

  left(userId: string): void {
    const known = this.#known.get(userId);
    if (!known) return;
    for (const slot of slots) this.#change(userId, known, { slot, available: false });
    for (const track of known.kept.values()) track.endFromSource();
    this.#known.delete(userId);
    this.#emitter.emit('remote-user-exit', { userId, reason: 0 });
  }

  listed(member: Member): void {
    this.entered(member);
    const known = this.#known.get(member.userId);
    if (!known) return;
    for (const slot of slots) {
      // Muted and not published look the same.
      this.#change(member.userId, known, { slot, available: member.listed.get(slot)?.muted === false });
    }
  }

  /** Everybody who is there after a cut; the rest are gone. */
  only(members: readonly Member[]): void {
    for (const userId of [...this.#known.keys()])
      if (!members.some((member) => member.userId === userId)) this.left(userId);
  }

  message(member: Member, cmdId: number, data: ArrayBuffer): void {
    const { userId } = member;
    this.entered(member);
    const known = this.#known.get(userId);
    if (!known) return;
    const now = this.#service.clock.now();
    known.heldUntilMs ??= now + firstMessageMs;
    const tell = (): void => {
      this.#emitter.emit('custom-message', { userId, cmdId, data });
    };
    if (now >= known.heldUntilMs) tell();
    else this.#service.clock.after(known.heldUntilMs - now, tell);
  }

  clear(): void {
    for (const { kept } of this.#known.values()) for (const track of kept.values()) track.endFromSource();
    this.#known.clear();
  }

  startVideo(userId: string, slot: Slot): Promise<void> {
    const known = this.#known.get(userId);
    if (!known) return refused(5100, 'the remote user is not there', 5102);
    if (!known.available.has(slot)) return refused(5100, 'the remote user does not publish it', 5103);
    this.#receive(userId, known, slot);
    return Promise.resolve();
  }

  stopVideo(userId: string, slot: Slot): Promise<void> {
    this.#known.get(userId)?.tracks.delete(slot);
    return Promise.resolve();
  }

  muteAudio(userId: string, muted: boolean): Promise<void> {
    if (muted) {
      this.#sound.delete(userId);
      return this.stopVideo(userId, 'microphone');
    }
    this.#sound.add(userId);
    const known = this.#known.get(userId);
    if (known?.available.has('microphone')) this.#receive(userId, known, 'microphone');
    return Promise.resolve();
  }

  trackOf(userId: string, slot: Slot): FakeMediaStreamTrack | null {
    return this.#known.get(userId)?.kept.get(slot) ?? null;
  }

  #change(userId: string, known: Known, { slot, available }: { slot: Slot; available: boolean }): void {
    if (known.available.has(slot) === available) return;
    if (available) known.available.add(slot);
    else known.available.delete(slot);
    const streamType = slot === 'screen' ? 'sub' : 'main';
    if (slot === 'microphone')
      this.#emitter.emit(available ? 'remote-audio-available' : 'remote-audio-unavailable', { userId });
    else
      this.#emitter.emit(available ? 'remote-video-available' : 'remote-video-unavailable', {
        userId,
        streamType,
      });
    // Sound that is wished for comes by itself; pictures do not.
    if (available && slot === 'microphone' && this.#sound.has(userId)) this.#receive(userId, known, slot);
    if (!available && slot !== 'microphone') void this.stopVideo(userId, slot);
    if (known.member.listed.has(slot)) return;
    known.kept.get(slot)?.endFromSource();
    known.kept.delete(slot);
    known.tracks.delete(slot);
  }

  #receive(userId: string, known: Known, slot: Slot): void {
    if (known.tracks.has(slot)) return;
    const isWanted = (): boolean => this.#known.get(userId) === known;
    this.#service.later(() => {
      if (!isWanted() || known.tracks.has(slot) || !known.available.has(slot)) return;
      const kind = slot === 'microphone' ? 'audio' : 'video';
      const gives = (): boolean => known.tracks.get(slot) === track && known.member.sends(slot);
      const track: FakeMediaStreamTrack =
        known.kept.get(slot) ?? new FakeMediaStreamTrack(new TrackSource({ kind, origin: 'remote', gives }));
      known.kept.set(slot, track);
      known.tracks.set(slot, track);
      this.#emitter.emit('track', { userId, streamType: slot === 'screen' ? 'sub' : 'main', track });
    });
  }
}
