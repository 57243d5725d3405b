/** Somebody for whom bytes wait. */
export interface Receiver {
  /** Bytes that wait now: in the socket, and kept for a resumption. */
  readonly queuedBytes: number;
  /** Lets go of all of it, and of the socket. */
  cut(): void;
}

/**
 * The bytes that wait for receivers, over the whole process. Over the limit those for whom most waits are cut, until nine tenths
 * are left.
 */
export class QueueBudget {
  readonly #limit: number;
  readonly #known = new Map<Receiver, number>();
  #total = 0;
  #cuts = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Receivers that were cut as slow readers since the start. */
  get cuts(): number {
    return this.#cuts;
  }

  /** Bytes that waited when each receiver was last looked at. */
  get total(): number {
    return this.#total;
  }

  /** Looks at a receiver after something was queued for it or taken off. */
  update(receiver: Receiver): void {
    this.#note(receiver, receiver.queuedBytes);
    if (this.#total > this.#limit) this.#relieve();
  }

  /** Forgets a receiver that is gone. */
  remove(receiver: Receiver): void {
    this.#total -= this.#known.get(receiver) ?? 0;
    this.#known.delete(receiver);
  }

  #note(receiver: Receiver, bytes: number): void {
    this.#total += bytes - (this.#known.get(receiver) ?? 0);
    this.#known.set(receiver, bytes);
  }

  #relieve(): void {
    // Sockets drain without a word, so what was noted may be long gone.
    for (const receiver of this.#known.keys()) this.#note(receiver, receiver.queuedBytes);
    if (this.#total <= this.#limit) return;
    const slowestFirst = [...this.#known].sort(([, one], [, other]) => other - one);
    for (const [receiver] of slowestFirst) {
      if (this.#total <= this.#limit * 0.9) return;
      this.#cuts += 1;
      receiver.cut();
      this.#note(receiver, receiver.queuedBytes);
    }
  }
}
