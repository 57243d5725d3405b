import type { FaultHandle, FaultWords, SignallingFault } from './fault-types.ts';

/** A fault that is set, and what it holds. */
export class ActiveFault<W extends FaultWords> implements FaultHandle<SignallingFault<W>> {
  readonly id: string;
  readonly fault: SignallingFault<W>;
  hits = 0;
  readonly #held: (() => void)[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly #discard: (fault: ActiveFault<W>) => void;
  #open = true;

  constructor(id: string, fault: SignallingFault<W>, discard: (fault: ActiveFault<W>) => void) {
    this.id = id;
    this.fault = fault;
    this.#discard = discard;
  }

  hit(): void {
    this.hits += 1;
    for (const resolve of this.#waiting.splice(0)) resolve();
    if (this.fault.times !== undefined && this.hits >= this.fault.times) this.#discard(this);
  }

  hold(deliver: () => void): void {
    if (this.#open) this.#held.push(deliver);
    else deliver();
  }

  whenHit(): Promise<void> {
    return this.hits > 0 ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }

  release(): void {
    this.#open = false;
    this.#discard(this);
    for (const deliver of this.#held.splice(0)) deliver();
  }

  remove(): void {
    this.release();
  }
}
