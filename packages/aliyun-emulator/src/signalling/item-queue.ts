import type { Envelope } from '../wire/wire.ts';

const batchSize = 64;

/** A poll that waits for something to be said. */
export interface WaitingPoll {
  /** Answers the poll with these items. */
  send(items: readonly Envelope[]): void;
}

/**
 * What a session has still to be told, and the poll that waits for it. Items leave in the order in which they came, in
 * batches, and each goes to one poll only.
 */
export class ItemQueue {
  readonly #items: Envelope[] = [];
  readonly #holdMs: number;
  readonly #capacity: number;
  readonly #overflow: () => void;
  #waiting: WaitingPoll | undefined;
  #timer: NodeJS.Timeout | undefined;
  #flush: NodeJS.Immediate | undefined;
  #closed = false;

  constructor(options: { holdMs: number; capacity: number; onOverflow: () => void }) {
    this.#holdMs = options.holdMs;
    this.#capacity = options.capacity;
    this.#overflow = options.onOverflow;
  }

  get length(): number {
    return this.#items.length;
  }

  get isPolled(): boolean {
    return this.#waiting !== undefined;
  }

  push(item: Envelope): void {
    if (this.#closed) return;
    if (this.#items.length >= this.#capacity) {
      this.#overflow();
      return;
    }
    this.#items.push(item);
    this.#answerSoon();
  }

  /** Puts items back at the front: they were sent, but the connection broke first. */
  putBack(items: readonly Envelope[]): void {
    if (this.#closed || items.length === 0) return;
    this.#items.unshift(...items);
    this.#answerSoon();
  }

  /** Registers a poll; an older one that still waits is answered empty, as it has been replaced. */
  wait(poll: WaitingPoll): void {
    this.#release();
    this.#waiting = poll;
    if (this.#closed || this.#items.length > 0) {
      this.#answer();
      return;
    }
    this.#timer = setTimeout(() => {
      this.#answer();
    }, this.#holdMs);
  }

  /** The poll's connection is gone. */
  forget(poll: WaitingPoll): void {
    if (this.#waiting !== poll) return;
    clearTimeout(this.#timer);
    this.#waiting = undefined;
  }

  /** Answers a waiting poll and takes nothing more. */
  close(): void {
    this.#closed = true;
    this.#items.length = 0;
    clearImmediate(this.#flush);
    this.#release();
  }

  #answerSoon(): void {
    // Items that are queued in one turn travel in one reply.
    this.#flush ??= setImmediate(() => {
      this.#flush = undefined;
      if (this.#waiting !== undefined) this.#answer();
    });
  }

  #release(): void {
    const poll = this.#waiting;
    clearTimeout(this.#timer);
    this.#waiting = undefined;
    poll?.send([]);
  }

  #answer(): void {
    const poll = this.#waiting;
    clearTimeout(this.#timer);
    this.#waiting = undefined;
    poll?.send(this.#items.splice(0, batchSize));
  }
}
