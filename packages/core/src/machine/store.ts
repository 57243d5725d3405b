import type { RtcSessionEvents } from '../session/session-events.ts';
import type { Fact } from './fact.ts';
import type { MachineState, SessionEvent } from './machine-state.ts';
import { reduce } from './reduce.ts';

/** What a store works with. */
export interface StorePort {
  /** Before the app hears of it: core's own reaction to an event. */
  react(event: SessionEvent): void;
  /** A listener of the app threw. */
  reportError(error: unknown): void;
  /** Runs something in a later task. */
  later(run: () => void): void;
}

/** Holds the one state, swaps it fact by fact, and tells. */
export class Store {
  /** All that is known now. */
  state: MachineState;
  /** How often each lie was kept from the app. */
  readonly containments: Record<string, number> = {};
  readonly #port: StorePort;
  readonly #listeners = new Map<string, Set<(event: never) => void>>();
  readonly #subscribers = new Set<() => void>();
  readonly #queue: SessionEvent[] = [];
  #emitting = false;
  #notifying = false;

  constructor(state: MachineState, port: StorePort) {
    this.state = state;
    this.#port = port;
  }

  /**
   * Applies a fact: the state swaps, then its events fire. What a listener brings about swaps the state at once as well;
   * its events wait for those before them.
   */
  dispatch(fact: Fact): void {
    const before = this.state;
    const { state, events, contained } = reduce(before, fact);
    this.state = state;
    for (const name of contained) this.contain(name);
    this.#queue.push(...events);
    for (const event of events) this.#port.react(event);
    if (state !== before) this.#notify();
    this.#drain();
  }

  /** A lie was kept from the app. */
  contain(name: string): void {
    this.containments[name] = (this.containments[name] ?? 0) + 1;
  }

  /** Listens to one kind of event. Returns its undo. */
  on<Name extends keyof RtcSessionEvents>(
    name: Name,
    listener: (event: RtcSessionEvents[Name]) => void,
  ): () => void {
    // A wrapper of its own, so that the same function may listen twice and be undone once.
    const entry = (event: RtcSessionEvents[Name]): void => {
      listener(event);
    };
    const set = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, set.add(entry));
    return () => {
      set.delete(entry);
    };
  }

  /** Listens to changes, at most once a task. Returns its undo. */
  subscribe(listener: () => void): () => void {
    const entry = (): void => {
      listener();
    };
    this.#subscribers.add(entry);
    return () => {
      this.#subscribers.delete(entry);
    };
  }

  #drain(): void {
    if (this.#emitting) return;
    this.#emitting = true;
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) this.#emit(next);
    this.#emitting = false;
  }

  #emit({ name, event }: SessionEvent): void {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) {
      this.#guard(() => {
        listener(event as never);
      });
    }
  }

  #notify(): void {
    if (this.#notifying || this.#subscribers.size === 0) return;
    this.#notifying = true;
    this.#port.later(() => {
      this.#notifying = false;
      for (const subscriber of [...this.#subscribers]) this.#guard(subscriber);
    });
  }

  #guard(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#port.reportError(error);
    }
  }
}
