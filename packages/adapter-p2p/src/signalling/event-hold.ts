import type { SignallingListener } from './signalling.ts';

/** Holds events back until somebody listens, so that none is lost between entering and listening. */
export class EventHold {
  #held: ((listener: SignallingListener) => void)[] | undefined = [];
  #listener: SignallingListener | undefined;

  /** Delivers an event now or as soon as somebody listens. */
  deliver(event: (listener: SignallingListener) => void): void {
    if (this.#listener) event(this.#listener);
    else this.#held?.push(event);
  }

  /** Delivers what was held, and everything from now on. */
  release(listener: SignallingListener): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    this.#listener = listener;
    for (const event of held) event(listener);
  }
}
