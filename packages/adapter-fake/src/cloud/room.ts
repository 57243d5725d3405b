import type {
  EndReason,
  ParticipantKind,
  ParticipantPermissions,
  SourceKind,
  SourceQuality,
} from '@jackfield/core/adapter';
import type { Engine } from '../engine.ts';
import type { Member } from './member.ts';
import { FakeParticipant } from './participant.ts';
import type { SdkSound } from '../sound/sdk-sounds.ts';

/** The size of each encoding of a video, pixels. */
const sizeOfLayer = {
  low: { width: 320, height: 180 },
  medium: { width: 640, height: 360 },
  high: { width: 1280, height: 720 },
} as const;

/** Who a scripted participant is. */
export interface FakeParticipantInit {
  /** The app's id of that user. */
  readonly userId: string;
  /** Their name; the user id where left out. */
  readonly displayName?: string | undefined;
  /** What they are; a person where left out. */
  readonly kind?: ParticipantKind | undefined;
  /** Their role. */
  readonly role?: string | undefined;
  /** What they publish from the start, unmuted. */
  readonly sources?: readonly SourceKind[] | undefined;
}

/** One room of the fake cloud, from the point of view of its operator. */
export class FakeRoom {
  /** The room's name. */
  readonly name: string;
  private readonly engine: Engine;

  /** Use `cloud.room(name)`. */
  constructor(engine: Engine, name: string) {
    this.engine = engine;
    this.name = name;
  }

  /** The user ids of everybody who is in the room, sessions and scripted participants. */
  get userIds(): readonly string[] {
    return [...this.engine.members(this.name)].map(({ userId }) => userId);
  }

  /** A scripted participant comes in. Publishes what it is told, and whatever sessions it finds can be received. */
  addParticipant(init: FakeParticipantInit): FakeParticipant {
    const member = this.engine.enter(this.name, {
      userId: init.userId,
      displayName: init.displayName ?? init.userId,
      kind: init.kind ?? 'person',
      role: init.role,
    });
    const participant = new FakeParticipant(this.engine, this.name, member);
    for (const source of init.sources ?? []) participant.publish(source);
    return participant;
  }

  /** Throws a session out. */
  kick(userId: string): void {
    this.end(userId, 'kicked');
  }

  /** Closes the room for everybody; nobody may join any more until `open`. */
  close(): void {
    this.engine.closeRoom(this.name);
  }

  /** Opens a closed room again. */
  open(): void {
    this.engine.openRoom(this.name);
  }

  /** The server mutes a session's source. */
  muteByServer(userId: string, source: SourceKind): void {
    this.session(userId).connection?.tell('localMutedByServer', { source });
  }

  /** The server ends a session's publication. */
  unpublishByServer(userId: string, source: SourceKind): void {
    const member = this.session(userId);
    this.engine.unpublish(member, source);
    member.connection?.tell('localUnpublishedByServer', { source });
  }

  /** A session's publication is lost on the server's side: nobody receives it any more, and the session is told. */
  losePublication(userId: string, source: SourceKind): void {
    const member = this.session(userId);
    this.engine.unpublish(member, source);
    this.engine.tellLost(member, source);
  }

  /** Changes what a session may do. */
  setPermissions(userId: string, permissions: ParticipantPermissions): void {
    const member = this.session(userId);
    member.permissions = permissions;
    member.connection?.tell('permissionsChanged', { permissions });
  }

  /** Starts or stops recording the room. */
  setRecording(recording: boolean): void {
    if (recording) this.engine.recorded.add(this.name);
    else this.engine.recorded.delete(this.name);
    for (const { connection } of this.engine.members(this.name))
      connection?.tell('recordingChanged', { recording });
  }

  /** Ends a session's call with any reason, as a vendor that has already left, or one that has not. */
  end(userId: string, reason: EndReason, { vendorHasLeft = false }: { vendorHasLeft?: boolean } = {}): void {
    const member = this.session(userId);
    this.engine.remove(this.name, member);
    member.connection?.tell('ended', { reason, vendorHasLeft });
  }

  /**
   * Ends a session's call at once: its driver hears of it within this call, ahead of whatever is under way.
   *
   * @internal
   */
  endNow(userId: string, reason: EndReason): void {
    const member = this.session(userId);
    this.engine.remove(this.name, member);
    member.connection?.tellNow('ended', { reason, vendorHasLeft: true });
  }

  /** Announces that a session's credential ends soon. */
  expireCredential(userId: string, expiresInMs: number): void {
    this.session(userId).connection?.tell('credentialExpiring', { expiresInMs });
  }

  /**
   * What the SDK of a session plays by itself, where the adapter claims `remoteAudio: 'sdk-played'`: the loudspeaker, and
   * everything that can be heard.
   */
  output(userId: string): { readonly speakerId: string; readonly audible: readonly SdkSound[] } {
    const { speakerId = '', audible = [] } = this.engine.connectionOf(this.name, userId)?.sounds ?? {};
    return { speakerId, audible };
  }

  /** The browser refuses what the SDK of a session plays by itself, until the session resumes. */
  blockPlayback(userId: string): void {
    this.session(userId).connection?.sounds.block();
  }

  /** Whether a session's source reaches the others with anything in it: published, live and not silenced. */
  hears(userId: string, source: SourceKind): boolean {
    const track = this.find(userId)?.sources.get(source)?.track;
    return track !== null && track !== undefined && track.readyState === 'live' && track.enabled;
  }

  /** The track that somebody sends for a source: null while announced muted without one, undefined while not published. */
  sentTrack(userId: string, source: SourceKind): MediaStreamTrack | null | undefined {
    return this.find(userId)?.sources.get(source)?.track;
  }

  /** Returns how a session's source is encoded, as far as its app has wished for something; undefined while not published. */
  qualityOf(userId: string, source: SourceKind): SourceQuality | undefined {
    const published = this.find(userId)?.sources.get(source);
    return published && (published.quality ?? {});
  }

  /** The codecs that a session's app prefers, best first. */
  codecsOf(userId: string): readonly string[] {
    return this.find(userId)?.codecs ?? [];
  }

  /** Tells whether a track is what somebody receives of that source of that user. */
  isReceivedAs(
    track: MediaStreamTrack,
    { userId, source }: { readonly userId: string; readonly source: SourceKind },
  ): boolean {
    const owner = this.find(userId);
    if (!owner) return false;
    return [...this.engine.members(this.name)].some(
      ({ connection }) => connection?.receivedOf(owner, source) === track,
    );
  }

  /** Returns the size in which the picture of a track comes to whoever receives it, in pixels; undefined where nobody does. */
  sizeOf(track: MediaStreamTrack): { readonly width: number; readonly height: number } | undefined {
    const received = [...this.engine.members(this.name)].flatMap(
      ({ connection }) => connection?.receives() ?? [],
    );
    const found = received.find((each) => each.track === track);
    return found && sizeOfLayer[found.layer];
  }

  /** What a session publishes, as the cloud has it. */
  published(
    userId: string,
  ): readonly { readonly source: SourceKind; readonly muted: boolean; readonly hasTrack: boolean }[] {
    return [...(this.find(userId)?.sources.values() ?? [])].map(({ source, muted, track }) => ({
      source,
      muted,
      hasTrack: track !== null,
    }));
  }

  private find(userId: string): Member | undefined {
    return [...this.engine.members(this.name)].find((member) => member.userId === userId);
  }

  private session(userId: string): Member {
    const member = this.find(userId);
    if (!member?.connection) throw new RangeError(`No session of ${userId} is in the room ${this.name}.`);
    return member;
  }
}
