import type { DriverStats, JoinRequest, JoinResult, RtcError, SignalsWanted } from '@jackfield/core/adapter';
import { changeRole } from './change-role.ts';
import type { AliyunDriverParts } from './driver.ts';
import { connectionOf } from './engine-internals.ts';
import { createListeners } from './engine-listeners.ts';
import { listen } from './listen.ts';
import { LocalPublications } from './local-publications.ts';
import { mapError } from './map-errors.ts';
import { Membership } from './membership.ts';
import type { AliEngine } from './port.ts';
import { RemoteUsers } from './remote-users.ts';
import { permissionsOf } from './roles.ts';
import { Waits } from './waits.ts';

/** How long people who are reported after a join count as having been there before. The service tells them by polling. */
const existingMs = 1_500;
/** The wait before rejoining, doubled each time; core ends the call when it has had enough. */
const rejoinMs = 1_000;

/** What a connection is made from. */
export interface ConnectionParts extends AliyunDriverParts {
  readonly engine: AliEngine;
  readonly request: JoinRequest;
}

/** One engine in one room. */
export class Connection {
  readonly engine: AliEngine;
  readonly local: LocalPublications;
  readonly remote: RemoteUsers;
  private readonly parts: ConnectionParts;
  private readonly waits: Waits;
  private readonly membership: Membership;
  private readonly undo: () => void;
  private wanted: SignalsWanted = { levels: false, quality: false };
  private existingUntil = Number.POSITIVE_INFINITY;
  private leaving: Promise<void> | undefined;
  private isAbandoned = false;
  private isDisposed = false;

  constructor(parts: ConnectionParts) {
    const { engine, environment, sink } = parts;
    this.parts = parts;
    this.engine = engine;
    this.local = new LocalPublications(engine, environment);
    this.remote = new RemoteUsers(engine, sink);
    this.waits = new Waits(environment.clock);
    this.membership = new Membership(parts, this.local, this.waits);
    this.undo = listen(
      engine,
      createListeners({
        sink,
        local: this.local,
        remote: this.remote,
        wanted: () => this.wanted,
        isExisting: () => environment.clock.now() < this.existingUntil,
        signallingLost: (error) => void this.restart(error),
      }),
    );
  }

  /** Enters the room. */
  async join(): Promise<JoinResult> {
    await this.enter('join');
    const { interactive, request } = this.parts;
    const role = interactive ? (request.role ?? 'audience') : undefined;
    const grant = role === undefined ? {} : { role, permissions: permissionsOf(role) };
    return { roster: this.remote.enter(), localDeferred: true, ...grant };
  }

  /** Changes the own role. */
  setRole(role: string): Promise<void> {
    return changeRole(this.parts, this.local, role);
  }

  /** What the browser counts: the connection that publishes and one for each person who is received. */
  async stats(): Promise<readonly DriverStats[]> {
    const report = async (userId?: string): Promise<readonly DriverStats[]> => {
      const connection = connectionOf(this.engine, userId);
      if (!connection) return [];
      const about = userId === undefined ? undefined : this.remote.idOf(userId);
      const direction = userId === undefined ? 'send' : 'receive';
      return [{ direction, remoteId: about, report: await connection.getStats() }];
    };
    return (await Promise.all([report(), ...this.remote.userIds.map(report)])).flat();
  }

  /** Leaves once, in bounded time whatever the service answers. */
  leave(): Promise<void> {
    this.leaving ??= this.membership.leave();
    return this.leaving;
  }

  /** The page closes, so nothing can be waited for: the request goes out within this call. */
  abandon(): void {
    this.waits.end();
    this.isAbandoned = true;
    this.leaving ??= this.membership.abandon();
  }

  /** Listens to the engine's levels and quality, or no longer. */
  setSignals(wanted: SignalsWanted): void {
    this.wanted = wanted;
    this.engine.enableAudioVolumeIndicator = wanted.levels;
  }

  /** Nothing of the engine goes on after this. One that left in order serves the next call. */
  dispose(): void {
    this.isDisposed = true;
    this.undo();
    this.local.release();
    this.engine.enableAudioVolumeIndicator = false;
    void this.leaving?.then(() => {
      if (this.membership.isReusable) this.parts.engines.give(this.engine);
    });
    this.membership.dispose({ isLeaving: this.isAbandoned });
  }

  private async enter(reason: 'join' | 'reconnect'): Promise<void> {
    this.remote.begin();
    await this.membership.enter(reason);
    this.existingUntil = this.parts.environment.clock.now() + existingMs;
  }

  /** Signalling was dead for 90 s. The engine repairs nothing: out, and in again with a new credential. */
  private async restart(error: RtcError): Promise<void> {
    const { request, sink } = this.parts;
    sink.connectionInterrupted({ error });
    const over = (): boolean => request.signal.aborted || this.isDisposed;
    for (let waitMs = rejoinMs; !over(); waitMs *= 2) {
      await this.membership.leave();
      if (over()) return;
      try {
        await this.enter('reconnect');
        if (over()) return;
        sink.connectionRestored({ mode: 'restarted', roster: this.remote.enter(), rosterComplete: false });
        return;
      } catch (cause) {
        if (over()) return;
        const failure = mapError(cause, 'Rejoining failed.', 'signalling');
        if (!failure.retryable) {
          const { code } = failure;
          const reason = code === 'credential-expired' ? code : 'connection-lost';
          sink.ended({ reason, vendorHasLeft: true, error: failure });
          return;
        }
        await this.waits.pass(waitMs);
      }
    }
  }
}
