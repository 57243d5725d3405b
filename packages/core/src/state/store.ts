import type { LobbyEnvironment } from '../environment/rtc-environment.ts';
import { toRtcError } from '../errors/to-rtc-error.ts';
import type { RtcSessionEvents } from '../face/session-events.ts';
import type { Change } from './change.ts';
import type { Effect } from './effect.ts';
import type { Fact } from './fact.ts';
import { initialLocal } from './initial-local.ts';
import { initialState, type MachineState, type SessionEvent } from './machine-state.ts';
import type { FieldChange } from './field-change.ts';
import { reduceLobby } from './reduce-lobby.ts';

/** Holds the one state, swaps it fact by fact, sets effects going, and tells. */
export interface Store {
  /** All that is known now. Its maps are live. */
  readonly state: MachineState;
  /** Counts how often each lie was kept from the app. */
  readonly containments: Record<string, number>;
  /** Takes rules of calls, from now on; those that are left out stay as they are. Returns those of before. */
  extend(rules: Partial<CallRules>): CallRules;
  /**
   * Applies a fact: the state swaps, then its effects run, then its events fire. A fact that an effect brings about waits for the
   * other effects; one that a listener brings about swaps the state at once, and its events wait for those before them.
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

/** The rules that a call adds to a store. */
export interface CallRules {
  /** Works out what a fact changes, tells and causes. Pure. */
  reduce(state: MachineState, fact: Fact): FieldChange & Partial<Pick<Change, 'effects' | 'contained'>>;
  /** Does what a fact causes. */
  run(effect: Effect): void;
}

/** Makes a store that knows the facts of a lobby, in which nothing is caused. */
export function createStore(environment: LobbyEnvironment): Store {
  let rules: CallRules = { reduce: reduceLobby, run: () => undefined };
  let state = initialState(initialLocal());
  const containments: Store['containments'] = {};
  const listeners: Listeners = new Map();
  const facts: Queue<Fact> = { count: 0 };
  const events: Queue<SessionEvent> = { count: 0 };
  let settling = false;
  let emitting = false;
  let notifying = false;

  function listen<Name extends keyof Told>(name: Name, listener: (event: Told[Name]) => void): () => void {
    // A wrapper of its own, so that the same function may listen twice and be undone once.
    const entry: typeof listener = (event) => {
      listener(event);
    };
    listeners.set(name, [...(listeners.get(name) ?? []), entry]);
    return () => {
      listeners.set(name, listeners.get(name)?.filter((each) => each !== entry) ?? []);
    };
  }
  function tell<Name extends keyof Told>({ name, event }: Telling<Name>): void {
    const all = listeners.get(name);
    if (!all) return;
    for (const listener of all) {
      try {
        listener(event);
      } catch (error) {
        // Whoever throws does not disturb the others.
        environment.reportError(error);
      }
    }
  }
  function bringAbout(effect: Effect): void {
    try {
      rules.run(effect);
    } catch (error) {
      environment.reportError(error);
    }
  }
  function contain(name: string): void {
    containments[name] = (containments[name] ?? 0) + 1;
  }
  function notify(): void {
    if (notifying || !listeners.get(anyChange)?.length) return;
    notifying = true;
    environment.clock.after(0, () => {
      notifying = false;
      tell({ name: anyChange, event: undefined });
    });
  }
  function settle(fact: Fact): void {
    const change = rules.reduce(state, fact);
    const before = state;
    state = change.apply();
    change.contained?.forEach(contain);
    for (const event of change.events) events[events.count++] = event;
    change.effects?.forEach(bringAbout);
    if (state !== before) notify();
  }
  function dispatch(fact: Fact): void {
    facts[facts.count++] = fact;
    if (settling) return;
    settling = true;
    drain(facts, settle);
    settling = false;
    if (emitting) return;
    emitting = true;
    drain(events, tell);
    emitting = false;
  }
  return {
    get state() {
      return state;
    },
    containments,
    extend(next) {
      const before = rules;
      rules = { ...before, ...next };
      return before;
    },
    dispatch,
    contain,
    warn(cause, message = '') {
      dispatch({ type: 'warning', data: { error: toRtcError(cause, { message }) } });
    },
    on: listen,
    subscribe: (listener) => listen(anyChange, listener),
  };
}

/** Takes everything out of a queue, also what is added meanwhile. The queue keeps its room: made anew for each fact, that would be most of what one costs. */
function drain<Item>(queue: Queue<Item>, take: (item: Item) => void): void {
  for (let next = 0; next < queue.count; next += 1) {
    const item = queue[next] as Item;
    queue[next] = undefined;
    take(item);
  }
  queue.count = 0;
}

/** Items by number. */
interface Queue<Item> {
  [index: number]: Item | undefined;
  count: number;
}

/** The name under which subscribers listen: no event has it. */
const anyChange = '';

/** The events that listeners hear, by name. */
type Told = RtcSessionEvents & { readonly [anyChange]: undefined };
type Telling<Names extends keyof Told> = {
  readonly [Name in Names]: { readonly name: Name; readonly event: Told[Name] };
}[Names];
/** A map whose values fit their keys. */
interface Listeners {
  get<Name extends keyof Told>(name: Name): readonly ((event: Told[Name]) => void)[] | undefined;
  set<Name extends keyof Told>(name: Name, listeners: readonly ((event: Told[Name]) => void)[]): unknown;
}
