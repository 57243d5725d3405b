import type { Clock } from '@jackfield/core/adapter';

/** The time that the bounds are about, milliseconds. */
export const budgetMs = 1000;

const perSecond = 30;
const bytesPerSecond = 8000;

/** The vendor's bounds on messages: 30 a second, and 8 kB. What goes beyond is lost without a word. */
export class MessageBudget {
  readonly #clock: Clock;
  #sent: { readonly at: number; readonly bytes: number }[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes a message into account. Returns false where it would be too much. */
  take(bytes: number): boolean {
    const now = this.#clock.now();
    this.#sent = this.#sent.filter(({ at }) => now - at < budgetMs);
    const used = this.#sent.reduce((sum, message) => sum + message.bytes, 0);
    if (this.#sent.length >= perSecond || used + bytes > bytesPerSecond) return false;
    this.#sent.push({ at: now, bytes });
    return true;
  }
}
