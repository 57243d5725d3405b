/** A clock that stands still until it is moved. */
export class VirtualClock {
  #now = 1_000_000;
  #timers: { at: number; run: () => void }[] = [];

  /** Timers that are set. */
  get pending(): number {
    return this.#timers.length;
  }

  now(): number {
    return this.#now;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { at: this.#now + delayMs, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Moves time and runs what is due, in order. */
  advance(byMs: number): void {
    const end = this.#now + byMs;
    for (;;) {
      const due = this.#timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
      if (!due) break;
      this.#timers = this.#timers.filter((other) => other !== due);
      this.#now = due.at;
      due.run();
    }
    this.#now = end;
  }
}
