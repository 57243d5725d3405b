import type { JoinRequest, JoinResult, SignalsWanted } from '@jackfield/core/adapter';
import { abortable } from './abortable.ts';
import type { AliyunDriverParts } from './driver.ts';
import { checkCredential } from './check-credential.ts';
import { createListeners } from './engine-listeners.ts';
import { listen } from './listen.ts';
import { LocalPublications } from './local-publications.ts';
import { mapError } from './map-errors.ts';
import { encodeName } from './map-roster.ts';
import type { AliEngine } from './port.ts';
import { RemoteUsers } from './remote-users.ts';
import { stopSignalling } from './stop-signalling.ts';

/** How long people who are reported after a join count as having been there before. The service tells them by polling. */
const existingMs = 1_500;
/** How long a leave may take before its polling is stopped by force. Below core's own bound. */
const leaveMs = 1_500;
/** How long a leave waits for a join that is under way. With `leaveMs` below core's own bound. */
const enterMs = 1_000;
/** The wait before rejoining, doubled each time; core ends the call when it has had enough. */
const rejoinMs = 1_000;

/** What a connection is made from. */
export interface ConnectionParts extends Omit<AliyunDriverParts, 'sdk'> {
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
    return { roster: this.remote.enter(), localDeferred: true };
  }

  /** Leaves once, in bounded time whatever the service answers. */
  leave(): Promise<void> {
    this.leaving ??= this.exit();
    return this.leaving;
  }

  /** Listens to the engine's levels and quality, or no longer. */
  setSignals(wanted: SignalsWanted): void {
    this.wanted = wanted;
    this.engine.enableAudioVolumeIndicator = wanted.levels;
  }

  /** Nothing of the engine goes on after this. */
  dispose(): void {
    this.undo();
    this.local.release();
    this.engine.enableAudioVolumeIndicator = false;
    stopSignalling(this.engine);
  }

  private async enter(reason: 'join' | 'reconnect'): Promise<void> {
    const { credential, environment, request } = this.parts;
    const { room, userId, purpose, signal, displayName } = request;
    const given = await credential({ room, userId, purpose, reason, signal }).catch((cause: unknown) => {
      throw mapError(cause, 'The credential could not be fetched.', 'credential-invalid');
    });
    signal.throwIfAborted();
    const auth = checkCredential(given, { room, userId, nowSeconds: Date.now() / 1_000 });
    this.remote.begin();
    // Never settles where the polled answer is lost; it cannot be stopped either, so a leave waits for it.
    this.entering = this.engine.joinChannel(auth, encodeName(displayName)).then(() => {
      this.isIn = true;
    });
    try {
      await abortable(this.entering, { signal, what: 'Joining' });
    } catch (cause) {
      throw mapError(cause, 'The service refused the join.', 'signalling');
    }
    this.existingUntil = environment.clock.now() + existingMs;
  }

  private async exit(): Promise<void> {
    // A leave during a join does nothing at this vendor, and the join then succeeds: wait for it, then leave.
    if (this.entering) await this.within(enterMs, this.entering);
    this.entering = undefined;
    this.engine.enableAudioVolumeIndicator = false;
    this.local.release();
    // Never settles where signalling is dead; where the service refuses it, polling goes on for ever.
    if (this.isIn) await this.within(leaveMs, this.engine.leaveChannel());
    this.isIn = false;
    stopSignalling(this.engine);
  }

  /** Waits for a vendor call, however it ends, but not for ever. */
  private within(boundMs: number, work: Promise<unknown>): Promise<void> {
    return new Promise((resolve) => {
      const undo = this.parts.environment.clock.after(boundMs, resolve);
      const done = (): void => {
        undo();
        resolve();
      };
      work.then(done, done);
    });
  }

  /** Signalling was dead for 90 s. The engine repairs nothing: out, and in again with a new credential. */
  private async restart(error: ReturnType<typeof mapError>): Promise<void> {
    const { environment, request, sink } = this.parts;
    sink.connectionInterrupted({ error });
    const over = (): boolean => request.signal.aborted;
    for (let waitMs = rejoinMs; !over(); waitMs *= 2) {
      await this.exit();
      try {
        await this.enter('reconnect');
        if (over()) return;
        sink.connectionRestored({ mode: 'restarted', roster: this.remote.enter(), rosterComplete: false });
        return;
      } catch (cause) {
        if (over()) return;
        const failure = mapError(cause, 'Rejoining failed.', 'signalling');
        if (!failure.retryable) {
          sink.ended({ reason: 'connection-lost', vendorHasLeft: true, error: failure });
          return;
        }
        await new Promise<void>((resolve) => void environment.clock.after(waitMs, resolve));
      }
    }
  }
}
