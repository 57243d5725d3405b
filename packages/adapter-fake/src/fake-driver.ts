import {
  RtcError,
  type JoinRequest,
  type JoinResult,
  type LocalFailure,
  type LocalPublication,
  type ModerationRequest,
  type OutgoingMessage,
  type RemoteSubscription,
  type RenewCredentialResult,
  type RtcCapabilities,
  type RtcDriver,
  type RtcDriverSink,
  type SourceKind,
  type SyncLocalResult,
} from '@jackfield/core/adapter';
import { addBots, type BotOptions } from './bots.ts';
import { throwAtOnce } from './throw-at-once.ts';
import type { FakeCloud } from './cloud.ts';
import { denied } from './denied.ts';
import type { Engine } from './engine.ts';
import { Connection } from './connection.ts';
import type { FakeOperation, Verdict } from './faults.ts';
import type { Member } from './member.ts';
import { moderateScripted } from './moderate-scripted.ts';

/** What a fake driver needs. */
export interface FakeDriverInit {
  readonly cloud: FakeCloud;
  readonly sink: RtcDriverSink;
  readonly name: string;
  /** What it claims: what it denies it does not do. */
  readonly capabilities: RtcCapabilities;
  /** Milliseconds that a credential lasts; undefined for ever. */
  readonly credentialLifetimeMs: number | undefined;
  /** The crowd that keeps the session company. */
  readonly bots: BotOptions | undefined;
  /** When those who are there are told. */
  readonly rosterArrives: 'before' | 'with' | 'after';
}

/** One leg over the fake cloud. `native` is the cloud. */
export class FakeDriver implements RtcDriver<FakeCloud> {
  readonly native: FakeCloud;
  private readonly engine: Engine;
  private readonly sink: RtcDriverSink;
  private readonly name: string;
  private readonly capabilities: RtcCapabilities;
  private readonly credentialLifetimeMs: number | undefined;
  private connection: Connection | undefined;
  private readonly bots: BotOptions | undefined;
  private readonly rosterArrives: FakeDriverInit['rosterArrives'];
  private endBots: (() => void) | undefined;
  private room = '';
  private userId = '';

  constructor(init: FakeDriverInit) {
    const { cloud, sink, name, capabilities, credentialLifetimeMs, bots } = init;
    this.native = cloud;
    this.engine = cloud.engine;
    this.sink = sink;
    this.name = name;
    this.capabilities = capabilities;
    this.credentialLifetimeMs = credentialLifetimeMs;
    this.bots = bots;
    this.rosterArrives = init.rosterArrives;
    Object.assign(this, denied(capabilities));
    throwAtOnce(this, (operation, userId) => {
      cloud.engine.board.throwIfPlanned(operation, userId ?? this.connection?.userId ?? '');
    });
  }

  async doJoin({ room, userId, displayName, role, local, signal }: JoinRequest): Promise<JoinResult> {
    this.userId = userId;
    const verdict = await this.operate('join', userId);
    signal.throwIfAborted();
    if (verdict === 'ignore') return { roster: [] };
    const connection = new Connection({
      engine: this.engine,
      sink: this.sink,
      userId,
      capabilities: this.capabilities,
    });
    const init = {
      userId,
      displayName: this.capabilities.displayNames ? displayName : '',
      kind: 'person',
      role,
    } as const;
    connection.member = this.engine.enter(room, init, connection);
    this.connection = connection;
    this.room = room;
    if (this.engine.recorded.has(room)) connection.tell('recordingChanged', { recording: true });
    if (this.bots) this.endBots = addBots(this.native, room, this.bots);
    const failed = this.sync(connection.member, local);
    if (verdict !== 'proceed') this.native.room(room).endNow(userId, verdict.end);
    return {
      roster: this.rosterAtJoin(connection),
      failed,
      permissions: connection.member.permissions,
      role,
      credentialExpiresInMs: this.credentialLifetimeMs,
    };
  }

  async doLeave(): Promise<void> {
    const { connection } = this;
    if (!connection) return;
    if ((await this.operate('leave', connection.userId)) === 'ignore') return;
    this.depart();
  }

  doAbandon(): void {
    this.depart();
  }

  async doSyncLocal(wanted: readonly LocalPublication[]): Promise<SyncLocalResult> {
    const member = this.member();
    if ((await this.operate('publish', member.userId)) === 'ignore') return { failed: [] };
    return { failed: this.sync(member, wanted) };
  }

  async doReplaceTrack(source: SourceKind, track: MediaStreamTrack | null): Promise<void> {
    const member = this.member();
    if ((await this.operate('replace-track', member.userId)) === 'proceed') {
      this.engine.replaceTrack(member, source, track);
    }
  }

  async doSetMuted(source: SourceKind, muted: boolean): Promise<void> {
    const member = this.member();
    if ((await this.operate('mute', member.userId)) === 'proceed') {
      this.engine.setMuted(member, source, muted);
    }
  }

  async doSyncRemote(remoteId: string, wanted: readonly RemoteSubscription[]): Promise<void> {
    const member = this.member();
    if ((await this.operate('subscribe', member.userId)) === 'ignore') return;
    const { connection } = this;
    const remote = connection?.memberOf(remoteId);
    // Somebody who has just gone needs no subscription; their leave is on its way.
    if (remote) {
      connection?.subscribe(remote, wanted);
    }
  }

  async doRenewCredential(): Promise<RenewCredentialResult> {
    await this.operate('renew-credential', this.member().userId);
    return { expiresInMs: this.credentialLifetimeMs };
  }

  async doSetProfile({ displayName }: { readonly displayName: string }): Promise<void> {
    const member = this.member();
    if ((await this.operate('set-profile', member.userId)) === 'proceed') {
      this.engine.describe(member, { displayName });
    }
  }

  async doSetRole(role: string): Promise<void> {
    const member = this.member();
    if ((await this.operate('set-role', member.userId)) === 'proceed') {
      this.engine.describe(member, { role });
    }
  }

  async doSendMessage({ topic, text, to }: OutgoingMessage): Promise<void> {
    const member = this.member();
    if ((await this.operate('message', member.userId)) === 'ignore') return;
    const receivers = to
      ?.map((remoteId) => this.connection?.memberOf(remoteId))
      .filter((each) => each !== undefined);
    this.engine.message(member, { topic, text, to: receivers });
  }

  async doSetAudioOutput(deviceId: string): Promise<void> {
    const { userId } = this.member();
    if ((await this.operate('set-audio-output', userId)) === 'ignore') return;
    await this.connection?.sounds.setSpeaker(deviceId);
  }

  async doSetVolume(remoteId: string, source: SourceKind, volume: number): Promise<void> {
    const { userId } = this.member();
    if ((await this.operate('set-volume', userId)) === 'ignore') return;
    const remote = this.connection?.memberOf(remoteId);
    if (remote) this.connection?.setVolume(remote, source, volume);
  }

  async doResumePlayback(): Promise<void> {
    const { userId } = this.member();
    if ((await this.operate('resume-playback', userId)) === 'ignore') return;
    await this.connection?.sounds.resume();
  }

  async doModerate(request: ModerationRequest): Promise<void> {
    const member = this.member();
    if (!member.permissions.moderate) {
      throw new RtcError({
        code: 'forbidden',
        message: `${member.userId} may not moderate.`,
        adapter: this.name,
      });
    }
    if ((await this.operate('moderate', member.userId)) === 'ignore') return;
    const room = this.native.room(this.room);
    if (request.action === 'close-room') {
      room.close();
      return;
    }
    const target = this.connection?.memberOf(request.remoteId);
    if (!target)
      throw new RtcError({
        code: 'invalid-argument',
        message: 'Nobody here has that id.',
        adapter: this.name,
      });
    if (!target.connection) {
      moderateScripted(this.engine, { room: this.room, member: target }, request);
    } else if (request.action === 'kick') room.kick(target.userId);
    else if (request.action === 'mute') room.muteByServer(target.userId, request.source);
    else room.unpublishByServer(target.userId, request.source);
  }

  dispose(): void {
    if (this.engine.board.talksAtDisposal(this.userId)) {
      this.sink.participantJoined({ remoteId: 'ghost', userId: 'ghost', sources: [] });
    }
    this.depart();
  }

  private operate(operation: FakeOperation, userId: string): Promise<Verdict> {
    return this.engine.operate(operation, userId, this.name);
  }

  private depart(): void {
    this.endBots?.();
    this.endBots = undefined;
    const { connection } = this;
    this.connection = undefined;
    const member = connection?.member;
    if (!connection || !member) return;
    connection.closed = true;
    for (const source of [...member.sources.keys()]) this.engine.unpublish(member, source);
    this.engine.remove(this.room, member);
    connection.stopAll();
  }

  /** A vendor with a streaming roster tells who is there one by one, before the join has resolved or afterwards. */
  private rosterAtJoin(connection: Connection): JoinResult['roster'] {
    const roster = connection.roster();
    if (this.rosterArrives === 'with') return roster;
    if (this.rosterArrives === 'before') for (const info of roster) this.sink.participantJoined(info);
    else connection.tellRosterLater();
    return [];
  }

  private sync(member: Member, wanted: readonly LocalPublication[]): readonly LocalFailure[] {
    const { sources } = this.capabilities;
    const able = wanted.filter(({ source }) => sources.includes(source));
    for (const source of [...member.sources.keys()]) {
      if (!able.some((each) => each.source === source)) this.engine.unpublish(member, source);
    }
    for (const { source, muted, track } of able) this.engine.publish(member, { source, muted, track });
    return wanted
      .filter((each) => !able.includes(each))
      .map(({ source }) => ({
        source,
        error: new RtcError({
          code: 'unsupported',
          message: `${this.name} publishes no ${source}.`,
          adapter: this.name,
        }),
      }));
  }

  private member(): Member {
    const member = this.connection?.member;
    if (!member) {
      throw new RtcError({
        code: 'invalid-state',
        message: 'The fake driver has not joined.',
        adapter: this.name,
      });
    }
    return member;
  }
}
