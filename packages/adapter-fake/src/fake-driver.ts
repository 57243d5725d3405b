import {
  RtcError,
  type JoinRequest,
  type JoinResult,
  type LocalPublication,
  type ModerationRequest,
  type OutgoingMessage,
  type RemoteSubscription,
  type RenewCredentialResult,
  type RtcDriver,
  type RtcDriverSink,
  type SourceKind,
  type SyncLocalResult,
} from '@jackfield/core/adapter';
import type { FakeCloud } from './cloud.ts';
import type { Engine } from './engine.ts';
import { Connection } from './connection.ts';
import type { FakeOperation, Verdict } from './faults.ts';
import type { Member } from './member.ts';

/** What a fake driver needs. */
export interface FakeDriverInit {
  readonly cloud: FakeCloud;
  readonly sink: RtcDriverSink;
  readonly name: string;
  /** Milliseconds that a credential lasts; undefined for ever. */
  readonly credentialLifetimeMs: number | undefined;
}

/** One leg over the fake cloud. `native` is the cloud. */
export class FakeDriver implements RtcDriver<FakeCloud> {
  readonly native: FakeCloud;
  private readonly engine: Engine;
  private readonly sink: RtcDriverSink;
  private readonly name: string;
  private readonly credentialLifetimeMs: number | undefined;
  private connection: Connection | undefined;
  private room = '';

  constructor({ cloud, sink, name, credentialLifetimeMs }: FakeDriverInit) {
    this.native = cloud;
    this.engine = cloud.engine;
    this.sink = sink;
    this.name = name;
    this.credentialLifetimeMs = credentialLifetimeMs;
  }

  async doJoin({ room, userId, displayName, role, local, signal }: JoinRequest): Promise<JoinResult> {
    const verdict = await this.operate('join', userId);
    signal.throwIfAborted();
    if (verdict === 'ignore') return { roster: [] };
    const connection = new Connection(this.engine, this.sink, userId);
    const init = { userId, displayName, kind: 'person', role } as const;
    connection.member = this.engine.enter(room, init, connection);
    this.connection = connection;
    this.room = room;
    this.sync(connection.member, local);
    return {
      roster: connection.roster(),
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
    if ((await this.operate('publish', member.userId)) === 'proceed') this.sync(member, wanted);
    return { failed: [] };
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
      connection?.subscribe(
        remote,
        wanted.map(({ source }) => source),
      );
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
    if (request.action === 'kick') room.kick(target.userId);
    else if (request.action === 'mute') room.muteByServer(target.userId, request.source);
    else room.unpublishByServer(target.userId, request.source);
  }

  dispose(): void {
    this.depart();
  }

  private operate(operation: FakeOperation, userId: string): Promise<Verdict> {
    return this.engine.operate(operation, userId, this.name);
  }

  private depart(): void {
    const { connection } = this;
    this.connection = undefined;
    const member = connection?.member;
    if (!connection || !member) return;
    for (const source of [...member.sources.keys()]) this.engine.unpublish(member, source);
    this.engine.remove(this.room, member);
    connection.stopAll();
  }

  private sync(member: Member, wanted: readonly LocalPublication[]): void {
    for (const source of [...member.sources.keys()]) {
      if (!wanted.some((each) => each.source === source)) this.engine.unpublish(member, source);
    }
    for (const { source, muted, track } of wanted) this.engine.publish(member, { source, muted, track });
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
