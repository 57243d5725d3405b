import type { Clock } from '@jackfield/core/adapter';

/** Bounds of the repair of one peer connection, milliseconds. */
export const recoveryBounds = {
  /** From `disconnected` to an ICE restart: short losses pass by themselves. */
  graceMs: 1000,
  /** For a first connection, and for an ICE restart, to succeed. */
  connectMs: 10_000,
  /** The longest pause between two new connections. */
  longestPauseMs: 30_000,
} as const;

/** What {@link Recovery} makes happen. */
export interface RecoveryActions {
  /** Look for a new way over the same connection. */
  restartIce(): void;
  /** Begin with a new connection. */
  reconnect(): void;
  /** The path is down (again), after it was up. */
  interrupted(): void;
  /** The path is up again. */
  restored(): void;
  /** The path did not come up in time. It is tried again all the same. */
  failed(): void;
}

/** Watches the path to one member and decides when to restart ICE and when to begin anew. */
export class Recovery {
  readonly #clock: Clock;
  readonly #actions: RecoveryActions;
  #cancel: () => void = () => undefined;
  #up = false;
  #wasUp = false;
  #attempts = 0;
  #closed = false;

  constructor(clock: Clock, actions: RecoveryActions) {
    this.#clock = clock;
    this.#actions = actions;
  }

  /** Whether media can flow. */
  get up(): boolean {
    return this.#up;
  }

  /** Whether it ever could. */
  get wasUp(): boolean {
    return this.#wasUp;
  }

  /** A connection begins. */
  began(): void {
    this.#up = false;
    this.#after(recoveryBounds.connectMs, () => this.#expired());
  }

  /** The browser's word about the connection. */
  stateChanged(state: RTCPeerConnectionState): void {
    if (this.#closed) return;
    if (state === 'connected') this.#connected();
    else if (state === 'disconnected') this.#disconnected(recoveryBounds.graceMs);
    else if (state === 'failed') this.#disconnected(0);
  }

  /** Signalling works again: what is down is tried at once. */
  retry(): void {
    if (!this.#up && !this.#closed) this.#restart();
  }

  close(): void {
    this.#closed = true;
    this.#cancel();
  }

  #connected(): void {
    this.#cancel();
    this.#attempts = 0;
    const restored = this.#wasUp && !this.#up;
    this.#up = true;
    this.#wasUp = true;
    if (restored) this.#actions.restored();
  }

  #disconnected(graceMs: number): void {
    if (this.#up) {
      this.#up = false;
      this.#actions.interrupted();
    }
    if (graceMs === 0) this.#restart();
    else this.#after(graceMs, () => this.#restart());
  }

  #restart(): void {
    this.#after(recoveryBounds.connectMs, () => this.#expired());
    this.#actions.restartIce();
  }

  #expired(): void {
    this.#actions.failed();
    const pauseMs = Math.min(500 * 2 ** this.#attempts++, recoveryBounds.longestPauseMs);
    this.#after(pauseMs, () => this.#actions.reconnect());
  }

  #after(delayMs: number, run: () => void): void {
    this.#cancel();
    if (!this.#closed) this.#cancel = this.#clock.after(delayMs, run);
  }
}
