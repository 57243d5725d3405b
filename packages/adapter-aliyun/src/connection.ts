import {
  RtcError,
  type DriverStats,
  type JoinRequest,
  type JoinResult,
  type SignalsWanted,
} from '@jackfield/core/adapter';
import { abortable } from './abortable.ts';
import type { AliyunDriverParts } from './driver.ts';
import { checkCredential } from './check-credential.ts';
import { toAuthInfo } from './credential.ts';
import { createListeners } from './engine-listeners.ts';
import { allowSignalling, connectionOf, leaveEarly, stopSignalling } from './engine-internals.ts';
import { listen } from './listen.ts';
import { LocalPublications } from './local-publications.ts';
import { mapError } from './map-errors.ts';
import { encodeName } from './map-roster.ts';
import type { AliEngine } from './port.ts';
import { RemoteUsers } from './remote-users.ts';
import { isRole, numberOfRole, permissionsOf } from './roles.ts';

/** How long people who are reported after a join count as having been there before. The service tells them by polling. */
const existingMs = 1_500;
/**
 * How long a leave waits for a join that is under way or for the publication to end, never both, and then for the vendor:
 * together less than core's bound.
 */
const enterMs = 1_000;
const unpublishMs = 1_000;
const leaveMs = 1_500;
/** How long a change of role may take: it never settles where the service refuses it, or while something is published. */
const roleMs = 5_000;
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
  private readonly undo: () => void;
  private wanted: SignalsWanted = { levels: false, quality: false };
  private existingUntil = Number.POSITIVE_INFINITY;
  private leaving: Promise<void> | undefined;
  private entering: Promise<void> | undefined;
  private isIn = false;
  private reusable = true;
  /** It has left, whatever became of a join that was under way. */
  private isOut = false;
  private isAbandoned = false;
  private isDisposed = false;
  /** Ends a wait before its time, each. */
  private readonly waits = new Set<() => void>();

  constructor(parts: ConnectionParts) {
    const { engine, environment, sink } = parts;
    this.parts = parts;
    this.engine = engine;
    this.local = new LocalPublications(engine, environment);
    this.remote = new RemoteUsers(engine, sink);
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

  /** Enters the room. The engine cannot stop a join that is under way, so a leave waits for it and leaves then. */
  async join(): Promise<JoinResult> {
    await this.enter('join');
    const { interactive, request } = this.parts;
    const role = interactive ? (request.role ?? 'audience') : undefined;
    const grant = role === undefined ? {} : { role, permissions: permissionsOf(role) };
    return { roster: this.remote.enter(), localDeferred: true, ...grant };
  }

  /**
   * Changes the own role. While something is published the engine never answers, and a publication under way comes to its end
   * whatever the role is by then: it is waited for, then ended.
   */
  async setRole(role: string): Promise<void> {
    const { environment, interactive, sink } = this.parts;
    if (!interactive || !isRole(role)) throw failed('unsupported', `There is no role ${role}.`);
    const late = new AbortController();
    const undo = environment.clock.after(roleMs, () => {
      late.abort(failed('timeout', 'The vendor did not answer the change of role.'));
    });
    try {
      await abortable(this.local.settled(), { signal: late.signal, what: 'Changing the role' });
      const published = this.local.sources;
      if (role === 'audience') await this.local.end(late.signal);
      if (role === 'audience') for (const source of published) sink.localUnpublishedByServer({ source });
      const changed = this.engine.setClientRole(numberOfRole(role));
      await abortable(changed, { signal: late.signal, what: 'Changing the role' });
    } catch (cause) {
      const reason: unknown = late.signal.aborted ? late.signal.reason : cause;
      throw mapError(reason, 'The role could not be changed.', 'forbidden');
    } finally {
      undo();
    }
    sink.permissionsChanged({ role, permissions: permissionsOf(role) });
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
    this.leaving ??= this.exit();
    return this.leaving;
  }

  /** The page closes, so nothing can be waited for: the request goes out within this call. */
  abandon(): void {
    this.wake();
    this.isAbandoned = true;
    this.leaving ??= this.isIn ? this.letGo() : this.exit();
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
      if (this.reusable) this.parts.engines.give(this.engine);
    });
    // Nobody has waited for that leave, and the engine clears up when it is answered; it is bounded.
    if (this.isAbandoned) return;
    this.wake();
    // A join that is still under way can neither be stopped nor left: it is left when it succeeds.
    if (!this.entering || this.isIn) stopSignalling(this.engine);
  }

  private async enter(reason: 'join' | 'reconnect'): Promise<void> {
    const { credential, environment, request } = this.parts;
    const { room, userId, purpose, signal, displayName } = request;
    const given = await credential({ room, userId, purpose, reason, signal }).catch((cause: unknown) => {
      throw mapError(cause, 'The credential could not be fetched.', 'credential-invalid');
    });
    signal.throwIfAborted();
    const checked = checkCredential(given, { room, userId, nowSeconds: Date.now() / 1_000 });
    this.remote.begin();
    this.isOut = false;
    if (this.parts.interactive) {
      this.engine.setChannelProfile(1);
      await this.engine.setClientRole(numberOfRole(request.role ?? 'audience'));
    }
    allowSignalling(this.engine);
    // Never settles where the polled answer is lost; it cannot be stopped either, so a leave waits for it.
    this.entering = this.engine.joinChannel(toAuthInfo(checked), encodeName(displayName)).then(
      () => {
        this.isIn = true;
        if (this.isOut || this.isDisposed) void this.leaveLate();
      },
      (cause: unknown) => {
        this.entering = undefined;
        throw cause;
      },
    );
    try {
      await abortable(this.entering, { signal, what: 'Joining' });
    } catch (cause) {
      throw mapError(cause, 'The service refused the join.', 'signalling');
    }
    this.existingUntil = environment.clock.now() + existingMs;
  }

  private async exit(): Promise<void> {
    // A leave during a join does nothing at this vendor, and the join then succeeds: wait for it, then leave.
    if (this.entering)
      await this.within(
        enterMs,
        this.entering.catch(() => undefined),
      );
    this.engine.enableAudioVolumeIndicator = false;
    // First, so that nobody keeps a frozen picture: the engine's own leave does not wait for it.
    await this.within(unpublishMs, this.local.end(undefined));
    this.local.release();
    await this.letGo();
  }

  /** The vendor's own leave. It never settles where signalling is dead; where the service refuses it, polling goes on for ever. */
  private async letGo(): Promise<void> {
    if (this.isIn) await this.within(leaveMs, this.engine.leaveChannel());
    else if (this.entering) {
      // From here on a join that succeeds is left at once.
      this.isOut = true;
      await this.within(leaveMs, leaveEarly(this.engine));
    }
    this.isIn = false;
    this.entering = undefined;
    this.isOut = true;
    stopSignalling(this.engine);
  }

  /** A join has succeeded that nobody wants any more. */
  private async leaveLate(): Promise<void> {
    await this.within(leaveMs, this.engine.leaveChannel());
    stopSignalling(this.engine);
  }

  /** Waits for a vendor call, but not for ever; an engine that did not do as it was told is used no more, and a log says why. */
  private async within(boundMs: number, work: Promise<unknown>): Promise<void> {
    const did = work.then(
      () => true,
      (cause: unknown) => {
        const error = mapError(cause, 'The vendor refused to let go.', 'server-error');
        if (!this.isDisposed) this.parts.sink.vendorEvent({ name: 'leave-failed', payload: { error } });
        return false;
      },
    );
    const inTime = await Promise.race([did, this.wait(boundMs, did).then(() => false)]);
    if (!inTime) this.reusable = false;
  }

  /** Ends every wait. */
  private wake(): void {
    for (const end of [...this.waits]) end();
  }

  /** Lets time pass, until something settles, or nobody needs this connection any more. */
  private wait(ms: number, until?: Promise<unknown>): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        undo();
        this.waits.delete(end);
        resolve();
      };
      const undo = this.parts.environment.clock.after(ms, end);
      this.waits.add(end);
      void until?.then(end);
    });
  }

  /** Signalling was dead for 90 s. The engine repairs nothing: out, and in again with a new credential. */
  private async restart(error: ReturnType<typeof mapError>): Promise<void> {
    const { request, sink } = this.parts;
    sink.connectionInterrupted({ error });
    const over = (): boolean => request.signal.aborted || this.isDisposed;
    for (let waitMs = rejoinMs; !over(); waitMs *= 2) {
      await this.exit();
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
        await this.wait(waitMs);
      }
    }
  }
}

function failed(code: 'unsupported' | 'timeout', message: string): RtcError {
  return new RtcError({ code, message, adapter: 'aliyun' });
}
