import type { Clock } from '@jackfield/core/adapter';

/** Notices when the other side has not been heard for too long, even where timers run late. */
export class SilenceWatch {
  readonly #clock: Clock;
  readonly #silent: () => void;
  #lastHeard = 0;
  #cancel: () => void = () => undefined;

  constructor(clock: Clock, silent: () => void) {
    this.#clock = clock;
    this.#silent = silent;
  }

  /** Something came. */
  heard(): void {
    this.#lastHeard = this.#clock.now();
  }

  /** Watches from now on, until `stop` or the first silence of `boundMs`. */
  start(boundMs: number): void {
    this.stop();
    this.heard();
    const check = (): void => {
      const silentMs = this.#clock.now() - this.#lastHeard;
      if (silentMs < boundMs) this.#cancel = this.#clock.after(boundMs - silentMs, check);
      else this.#silent();
    };
    this.#cancel = this.#clock.after(boundMs, check);
  }

  stop(): void {
    this.#cancel();
  }
}
