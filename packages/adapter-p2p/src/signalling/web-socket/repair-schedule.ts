import type { Clock } from '@jackfield/core/adapter';

/** When the next attempt to connect is made, and when no more are. */
export class RepairSchedule {
  readonly #clock: Clock;
  readonly #boundMs: number;
  #until = 0;
  #attempts = 0;
  #cancel: () => void = () => undefined;

  constructor(clock: Clock, boundMs: number) {
    this.#clock = clock;
    this.#boundMs = boundMs;
  }

  /** The connection was lost just now. */
  begin(): void {
    this.#until = this.#clock.now() + this.#boundMs;
    this.#attempts = 0;
  }

  /** Makes the next attempt after a pause that grows to 2 s; false where the bound has passed. */
  next(attempt: () => void): boolean {
    this.cancel();
    if (this.#clock.now() >= this.#until) return false;
    // Spread by a quarter either way, so that a room does not come back as one crowd.
    const pauseMs = Math.min(100 * 2 ** this.#attempts++, 2000) * (0.75 + Math.random() / 2);
    this.#cancel = this.#clock.after(pauseMs, attempt);
    return true;
  }

  cancel(): void {
    this.#cancel();
  }
}
