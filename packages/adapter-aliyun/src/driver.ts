import {
  type CredentialFunction,
  type DriverCall,
  type DriverStats,
  type JoinRequest,
  type JoinResult,
  type LocalPublication,
  type RemoteSubscription,
  type RtcDriver,
  type RtcDriverEnvironment,
  type RtcDriverSink,
  RtcError,
  type SignalsWanted,
  type SourceKind,
  type SyncLocalResult,
} from '@jackfield/core/adapter';
import { Connection } from './connection.ts';
import type { AliyunCredential } from './credential.ts';
import type { Engines } from './engines.ts';
import type { AliEngine } from './port.ts';

/** What a driver is made from. */
export interface AliyunDriverParts {
  readonly sink: RtcDriverSink;
  readonly environment: RtcDriverEnvironment;
  readonly credential: CredentialFunction<AliyunCredential>;
  readonly engines: Engines;
  /** Whether rooms have hosts and an audience. */
  readonly interactive: boolean;
}

/** One leg over one engine. The work is done by {@link Connection}, which exists from the moment the SDK is loaded. */
export class AliyunDriver implements RtcDriver<AliEngine> {
  private readonly parts: AliyunDriverParts;
  private connection: Connection | undefined;
  private isDisposed = false;

  /** There only where the profile has roles. */
  readonly doSetRole?: (role: string) => Promise<void>;

  constructor(parts: AliyunDriverParts) {
    this.parts = parts;
    if (parts.interactive) this.doSetRole = async (role) => this.joined().setRole(role);
  }

  get native(): AliEngine | undefined {
    return this.connection?.engine;
  }

  async doJoin(request: JoinRequest): Promise<JoinResult> {
    await this.parts.engines.load();
    request.signal.throwIfAborted();
    const engine = await this.parts.engines.take();
    if (this.isDisposed || request.signal.aborted) {
      this.parts.engines.give(engine);
      throw new RtcError({ code: 'aborted', message: 'The join was given up.', adapter: 'aliyun' });
    }
    this.connection = new Connection({ ...this.parts, engine, request });
    return this.connection.join();
  }

  async doLeave(): Promise<void> {
    await this.connection?.leave();
  }

  doAbandon(): void {
    // The engine's own `dispose` would send the leave more surely, but blocks the page for a second.
    this.connection?.abandon();
  }

  async doSyncLocal(wanted: readonly LocalPublication[], call?: DriverCall): Promise<SyncLocalResult> {
    return this.joined().local.sync(wanted, call?.signal);
  }

  async doReplaceTrack(source: SourceKind, track: MediaStreamTrack | null, call?: DriverCall): Promise<void> {
    await this.joined().local.replace(source, track, call?.signal);
  }

  doSetMuted(source: SourceKind, muted: boolean): Promise<void> {
    return new Promise((resolve) => {
      this.joined().local.setMuted(source, muted);
      resolve();
    });
  }

  async doSyncRemote(
    remoteId: string,
    wanted: readonly RemoteSubscription[],
    call?: DriverCall,
  ): Promise<void> {
    await this.joined().remote.sync(remoteId, { wanted, signal: call?.signal });
  }

  doSetSignals(wanted: SignalsWanted): Promise<void> {
    return new Promise((resolve) => {
      this.joined().setSignals(wanted);
      resolve();
    });
  }

  async doGetStats(): Promise<readonly DriverStats[]> {
    return this.joined().stats();
  }

  dispose(): void {
    this.isDisposed = true;
    this.connection?.dispose();
  }

  private joined(): Connection {
    if (this.connection) return this.connection;
    throw new RtcError({ code: 'invalid-state', message: 'This leg has not joined.', adapter: 'aliyun' });
  }
}
