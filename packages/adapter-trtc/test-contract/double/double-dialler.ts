import type { Clock } from '@jackfield/core/adapter';
import { DoubleError } from './double-error.ts';
import type { DoubleNetwork } from './double-network.ts';

/** The time between two dials of the SDK, which it does for ever, milliseconds; after the third failure it posts the userSig elsewhere. */
const dialMs = 2_000;
const failuresUntilLeak = 3;

/** The way of an instance to its signalling: dialled for ever, until it is there or nobody wants it. */
export class DoubleDialler {
  readonly #clock: Clock;
  readonly #network: DoubleNetwork;
  readonly #tell: (error: DoubleError) => void;
  #timer: (() => void) | undefined;
  #failures = 0;

  constructor(clock: Clock, network: DoubleNetwork, tell: (error: DoubleError) => void) {
    this.#clock = clock;
    this.#network = network;
    this.#tell = tell;
  }

  /** Tells whether it goes on dialling. */
  get dials(): boolean {
    return this.#timer !== undefined;
  }

  dial(connected: () => void): void {
    this.#timer = this.#clock.after(1, () => {
      this.#attempt(connected);
    });
  }

  end(): void {
    this.#timer?.();
    this.#timer = undefined;
  }

  #attempt(connected: () => void): void {
    this.#timer = undefined;
    if (this.#network.reachable) {
      this.#failures = 0;
      connected();
      return;
    }
    this.#failures += 1;
    if (this.#failures >= failuresUntilLeak) {
      this.#network.leaks += 1;
      this.#tell(new DoubleError(5500, 'the service cannot be reached', 5501));
    }
    this.#timer = this.#clock.after(dialMs, () => {
      this.#attempt(connected);
    });
  }
}
