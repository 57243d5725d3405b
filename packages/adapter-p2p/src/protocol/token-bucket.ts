/** Counts events against a burst and a steady rate. */
export class TokenBucket {
  readonly #burst: number;
  readonly #perMs: number;
  #tokens: number;
  #at: number;

  constructor(limits: { readonly burst: number; readonly perSecond: number; readonly now: number }) {
    this.#burst = limits.burst;
    this.#perMs = limits.perSecond / 1000;
    this.#tokens = limits.burst;
    this.#at = limits.now;
  }

  /** Takes one; false when there is none left at this time. */
  take(now: number): boolean {
    this.#tokens = Math.min(this.#burst, this.#tokens + (now - this.#at) * this.#perMs);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
