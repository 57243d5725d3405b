import type { RtcEnvironment } from '../environment/rtc-environment.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';
import type { RtcSessionEvents } from '../face/session-events.ts';
import type { Fact } from './fact.ts';
import { initialLocal } from './initial-local.ts';
import { initialState, type MachineState, type SessionEvent } from './machine-state.ts';
import { reduce } from './reduce.ts';

/** Holds the one state, swaps it fact by fact, and tells. */
export interface Store {
  /** All that is known now. */
  readonly state: MachineState;
  /** How often each lie was kept from the app. */
  readonly containments: Record<string, number>;
  /**
   * Applies a fact: the state swaps, then its events fire. What a listener brings about swaps the state at once as well;
   * its events wait for those before them.
   */
  dispatch(fact: Fact): void;
  /** A lie was kept from the app. */
  contain(name: string): void;
  /** Something that nobody awaits could not be done: the app hears of it as a `warning`. */
  warn(cause: unknown, message?: string): void;
  /** Listens to one kind of event. Returns its undo. */
  on<Name extends keyof RtcSessionEvents>(
    name: Name,
    listener: (event: RtcSessionEvents[Name]) => void,
  ): () => void;
  /** Listens to changes, at most once a task. Returns its undo. */
  subscribe(listener: () => void): () => void;
}

/** Makes a store. `react` is core's own reaction to an event, before the app hears of it. */
export function createStore(environment: RtcEnvironment, react: (event: SessionEvent) => void): Store {
  let state = initialState(initialLocal());
  const containments: Store['containments'] = {};
  const listeners: Listeners = new Map();
  const queue: SessionEvent[] = [];
  let emitting = false;
  let notifying = false;

  function listen<Name extends keyof Told>(name: Name, listener: (event: Told[Name]) => void): () => void {
    // A wrapper of its own, so that the same function may listen twice and be undone once.
    const entry: typeof listener = (event) => {
      listener(event);
    };
    const set: Set<typeof entry> = listeners.get(name) ?? new Set();
    listeners.set(name, set.add(entry));
    return () => {
      set.delete(entry);
    };
  }
  /** Whoever throws does not disturb the others. */
  function tell<Name extends keyof Told>({ name, event }: Telling<Name>): void {
    for (const listener of [...(listeners.get(name) ?? [])]) {
      try {
        listener(event);
      } catch (error) {
        environment.reportError(error);
      }
    }
  }
  function contain(name: string): void {
    containments[name] = (containments[name] ?? 0) + 1;
  }
  function notify(): void {
    if (notifying || !listeners.get(anyChange)?.size) return;
    notifying = true;
    environment.clock.after(0, () => {
      notifying = false;
      tell({ name: anyChange, event: undefined });
    });
  }
  function dispatch(fact: Fact): void {
    const before = state;
    const change = reduce(before, fact);
    state = change.state;
    change.contained.forEach(contain);
    queue.push(...change.events);
    change.events.forEach(react);
    if (state !== before) notify();
    if (emitting) return;
    emitting = true;
    for (let next = queue.shift(); next; next = queue.shift()) tell(next);
    emitting = false;
  }
  return {
    get state() {
      return state;
    },
    containments,
    dispatch,
    contain,
    warn(cause, message = '') {
      dispatch({ type: 'warning', data: { error: toRtcError(cause, { message }) } });
    },
    on: listen,
    subscribe: (listener) => listen(anyChange, listener),
  };
}

/** The name under which subscribers listen: no event has it. */
const anyChange = '';

/** What listeners hear, by name. */
type Told = RtcSessionEvents & { readonly [anyChange]: undefined };
type Telling<Names extends keyof Told> = {
  readonly [Name in Names]: { readonly name: Name; readonly event: Told[Name] };
}[Names];
/** A map whose values fit their keys. */
interface Listeners {
  get<Name extends keyof Told>(name: Name): Set<(event: Told[Name]) => void> | undefined;
  set<Name extends keyof Told>(name: Name, listeners: Set<(event: Told[Name]) => void>): unknown;
}
