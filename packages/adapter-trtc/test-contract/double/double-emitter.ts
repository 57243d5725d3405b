import type { TrtcEvents } from '../../src/index.ts';

/** Listeners by name, several of each. */
export class DoubleEmitter {
  readonly #listeners = new Map<string, Set<(event: never) => void>>();

  on<Name extends keyof TrtcEvents>(name: Name, listener: TrtcEvents[Name]): void {
    const all = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, all.add(listener));
  }

  off<Name extends keyof TrtcEvents>(name: Name, listener: TrtcEvents[Name]): void {
    this.#listeners.get(name)?.delete(listener);
  }

  emit<Name extends keyof TrtcEvents>(name: Name, event: Parameters<TrtcEvents[Name]>[0]): void {
    for (const listener of [...(this.#listeners.get(name) ?? [])])
      (listener as (payload: unknown) => void)(event);
  }
}
