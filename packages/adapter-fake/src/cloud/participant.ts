import type { ParticipantPermissions, SourceKind } from '@jackfield/core/adapter';
import type { Engine } from '../engine.ts';
import type { SimulcastLayer } from './layer.ts';
import type { Member } from './member.ts';

/** A scripted participant: somebody whom a test or a demo plays. */
export class FakeParticipant {
  /** The app's id of that user. */
  readonly userId: string;
  private readonly engine: Engine;
  private readonly room: string;
  private readonly member: Member;

  /** Use `room.addParticipant`. */
  constructor(engine: Engine, room: string, member: Member) {
    this.engine = engine;
    this.room = room;
    this.member = member;
    this.userId = member.userId;
  }

  /**
   * Publishes a source with a track of the cloud's media, or one given; `null` announces it muted without one. What was sent for
   * that source before is stopped.
   */
  publish(
    source: SourceKind,
    options: { readonly muted?: boolean; readonly track?: MediaStreamTrack | null } = {},
  ): void {
    const muted = options.muted ?? false;
    const track = options.track === undefined ? this.engine.createTrack(source, this.userId) : options.track;
    const before = this.member.sources.get(source)?.track;
    this.engine.publish(this.member, { source, muted, track });
    if (before !== track) before?.stop();
  }

  /** Ends a publication; its track is stopped. */
  unpublish(source: SourceKind): void {
    const track = this.member.sources.get(source)?.track;
    this.engine.unpublish(this.member, source);
    track?.stop();
  }

  /** Mutes or unmutes a source. */
  setMuted(source: SourceKind, muted: boolean): void {
    const track = this.member.sources.get(source)?.track;
    if (track) track.enabled = !muted;
    this.engine.setMuted(this.member, source, muted);
  }

  /** Sends something else from now on, as after a device change. */
  replaceTrack(
    source: SourceKind,
    track: MediaStreamTrack = this.engine.createTrack(source, this.userId),
  ): void {
    const before = this.member.sources.get(source)?.track;
    this.engine.replaceTrack(this.member, source, track);
    before?.stop();
  }

  /** Changes the name that others see. */
  setDisplayName(displayName: string): void {
    this.engine.describe(this.member, { displayName });
  }

  /** Changes their role, which others see. */
  setRole(role: string): void {
    this.engine.describe(this.member, { role });
  }

  /** Changes what they may do, which others see. */
  setPermissions(permissions: ParticipantPermissions): void {
    this.engine.describe(this.member, { permissions });
  }

  /** Sends a message to everybody. */
  sendMessage(topic: string, text: string): void {
    this.engine.message(this.member, { topic, text });
  }

  /** Their transport is down; they may come back. */
  interrupt(): void {
    this.engine.setInterrupted(this.member, true);
  }

  /** Their transport is back. */
  restore(): void {
    this.engine.setInterrupted(this.member, false);
  }

  /** Leaves; sources are withdrawn first, unless the vendor is one that forgets to say so. */
  leave({ withoutUnpublish = false }: { readonly withoutUnpublish?: boolean } = {}): void {
    const tracks = [...this.member.sources.values()].map(({ track }) => track);
    if (!withoutUnpublish) for (const source of [...this.member.sources.keys()]) this.unpublish(source);
    this.engine.remove(this.room, this.member);
    for (const track of tracks) track?.stop();
  }

  /** The layer in which a session receives this participant's video, by the size in which it shows it. */
  layerFor(userId: string, source: 'camera' | 'screen'): SimulcastLayer | undefined {
    return this.engine.connectionOf(this.room, userId)?.layerOf(this.member, source);
  }

  /** What a session receives of this participant's source: undefined while it is not subscribed. */
  receivedBy(userId: string, source: SourceKind): MediaStreamTrack | undefined {
    return this.engine.received(this.room, userId, this.member, source);
  }
}
