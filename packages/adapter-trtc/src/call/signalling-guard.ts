import type { Clock } from '@jackfield/core/adapter';

/**
 * How long the SDK may dial. Measured: it dials every two seconds for ever, and from the third failure on it posts the userSig in a form
 * to two public hosts, although a proxy was given. So it is stopped before.
 */
const dialMs = 3_500;

/** Stops an instance that cannot reach its signalling, where that is the app's own. */
export class SignallingGuard {
  readonly #clock: Clock;
  readonly #stop: () => void;
  #undo: (() => void) | undefined;

  constructor(clock: Clock, stop: () => void) {
    this.#clock = clock;
    this.#stop = stop;
  }

  /** The SDK dials. */
  dials(): void {
    this.#undo ??= this.#clock.after(dialMs, () => {
      this.#undo = undefined;
      this.#stop();
    });
  }

  /** The SDK is connected, or nobody dials any more. */
  end(): void {
    this.#undo?.();
    this.#undo = undefined;
  }
}
