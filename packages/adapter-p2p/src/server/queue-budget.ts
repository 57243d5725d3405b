/** Somebody for whom bytes wait. */
export interface Receiver {
  /** Bytes that wait now: in the socket, and kept for a resumption. */
  readonly queuedBytes: number;
  /** Lets go of all of it, and of the socket; false where it has done so before. */
  cut(): boolean;
}

/** A receiver that is cut because too much waits for it. It holds nothing that says who that is. */
export interface SlowReader {
  /** Bytes that waited for it. */
  readonly queuedBytes: number;
  /** Whose bound was reached: its own, or that of all receivers of the process. */
  readonly bound: 'receiver' | 'process';
}

/**
 * The bytes that wait for receivers, over the whole process. Over the limit those for whom most waits are cut, until nine tenths
 * are left.
 */
export class QueueBudget {
  readonly #limit: number;
  readonly #told: (cut: SlowReader) => void;
  readonly #known = new Map<Receiver, number>();
  #total = 0;
  #cuts = 0;
  #relieving = false;

  constructor(limit: number, told: (cut: SlowReader) => void = () => undefined) {
    this.#limit = limit;
    this.#told = told;
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
    // That somebody is cut is told to others, for whom more waits then: they are looked at in their turn.
    if (this.#total <= this.#limit || this.#relieving) return;
    this.#relieving = true;
    try {
      this.#relieve();
    } finally {
      this.#relieving = false;
    }
  }

  /** Counts one that is cut, by this budget or by its own bound. */
  count(cut: SlowReader): void {
    this.#cuts += 1;
    this.#told(cut);
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
    for (const [receiver, queuedBytes] of slowestFirst) {
      if (this.#total <= this.#limit * 0.9) return;
      if (receiver.cut()) this.count({ queuedBytes, bound: 'process' });
      this.#note(receiver, receiver.queuedBytes);
    }
  }
}
