import { abortable } from './abortable.ts';
import { checkCredential } from './check-credential.ts';
import type { ConnectionParts } from './connection.ts';
import { toAuthInfo } from './credential.ts';
import { allowSignalling, leaveEarly, stopSignalling } from './engine-internals.ts';
import type { LocalPublications } from './local-publications.ts';
import { mapError } from './map-errors.ts';
import { encodeName } from './map-roster.ts';
import { numberOfRole } from './roles.ts';
import type { Waits } from './waits.ts';

/**
 * How long a leave waits for a join that is under way or for the publication to end, never both, and then for the vendor:
 * together less than core's bound.
 */
const enterMs = 1_000;
const unpublishMs = 1_000;
const leaveMs = 1_500;

/** An engine's being in its room: the way in, and every way out. */
export class Membership {
  private readonly parts: ConnectionParts;
  private readonly local: LocalPublications;
  private readonly waits: Waits;
  private entering: Promise<void> | undefined;
  private isIn = false;
  /** It has left, whatever became of a join that was under way. */
  private isOut = false;
  private isDisposed = false;
  private didAsTold = true;

  constructor(parts: ConnectionParts, local: LocalPublications, waits: Waits) {
    this.parts = parts;
    this.local = local;
    this.waits = waits;
  }

  /** Whether the engine has always done as it was told: one that has not is used no more. */
  get isReusable(): boolean {
    return this.didAsTold;
  }

  /** Enters the room. The engine cannot stop a join that is under way, so a leave waits for it and leaves then. */
  async enter(reason: 'join' | 'reconnect'): Promise<void> {
    const { credential, engine, interactive, request } = this.parts;
    const { room, userId, purpose, signal, displayName, role = 'audience' } = request;
    const given = await credential({ room, userId, purpose, reason, signal }).catch((cause: unknown) => {
      throw mapError(cause, 'The credential could not be fetched.', 'credential-invalid');
    });
    signal.throwIfAborted();
    const checked = checkCredential(given, { room, userId, nowSeconds: Date.now() / 1_000 });
    this.isOut = false;
    if (interactive) {
      engine.setChannelProfile(1);
      await engine.setClientRole(numberOfRole(role));
    }
    allowSignalling(engine);
    // Never settles where the polled answer is lost; it cannot be stopped either, so a leave waits for it.
    this.entering = engine.joinChannel(toAuthInfo(checked), encodeName(displayName)).then(
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
  }

  /** Leaves in bounded time, whatever the service answers. */
  async leave(): Promise<void> {
    // A leave during a join does nothing at this vendor, and the join then succeeds: wait for it, then leave.
    const { entering } = this;
    // Whoever joins hears of its failure; here it only is over.
    if (entering)
      await this.within(
        enterMs,
        entering.catch(() => undefined),
      );
    this.parts.engine.enableAudioVolumeIndicator = false;
    // First, so that nobody keeps a frozen picture: the engine's own leave does not wait for it.
    await this.within(unpublishMs, this.local.end(undefined));
    this.local.release();
    await this.letGo();
  }

  /** Leaves within this call where it is in; the rest is bounded. */
  abandon(): Promise<void> {
    return this.isIn ? this.letGo() : this.leave();
  }

  /** Nothing goes on after this, but where `isLeaving`: nobody has waited for that, and the engine clears up when it is answered. */
  dispose({ isLeaving }: { readonly isLeaving: boolean }): void {
    this.isDisposed = true;
    if (isLeaving) return;
    this.waits.end();
    // A join that is still under way can neither be stopped nor left: it is left when it succeeds.
    if (!this.entering || this.isIn) stopSignalling(this.parts.engine);
  }

  /** The vendor's own leave. It never settles where signalling is dead; where the service refuses it, polling goes on for ever. */
  private async letGo(): Promise<void> {
    const { engine } = this.parts;
    if (this.isIn) await this.within(leaveMs, engine.leaveChannel());
    else if (this.entering) {
      // From here on a join that succeeds is left at once.
      this.isOut = true;
      await this.within(leaveMs, leaveEarly(engine));
    }
    this.isIn = false;
    this.entering = undefined;
    this.isOut = true;
    stopSignalling(engine);
  }

  /** A join has succeeded that nobody wants any more. */
  private async leaveLate(): Promise<void> {
    const { engine } = this.parts;
    await this.within(leaveMs, engine.leaveChannel());
    stopSignalling(engine);
  }

  private async within(ms: number, work: Promise<unknown>): Promise<void> {
    const did = await this.waits.within(ms, work, (cause) => {
      const error = mapError(cause, 'The vendor refused to let go.', 'server-error');
      if (!this.isDisposed) this.parts.sink.vendorEvent({ name: 'leave-failed', payload: { error } });
    });
    if (!did) this.didAsTold = false;
  }
}
