/** The past of a route: how often it failed since it last worked, and until when it is tried last. */
export interface CircuitState {
  /** Failures in a row. */
  readonly failures: number;
  /** Milliseconds since 1970 until which it is tried last; 0 where it is not. */
  readonly openUntil: number;
}

/** The memory of what failed, across joins and pages: the app's. What it rejects with or throws is no failure of a join. */
export interface CircuitStore {
  /** Reads what is known of a route. */
  get(route: string): CircuitState | undefined | Promise<CircuitState | undefined>;
  /** Keeps what is known of a route now. */
  set(route: string, state: CircuitState): unknown;
}

/** Makes a store for as long as the page lives. */
export function memoryCircuits(): CircuitStore {
  const states = new Map<string, CircuitState>();
  return {
    get: (route) => states.get(route),
    set: (route, state) => states.set(route, state),
  };
}

/** Makes a store in `localStorage`, or in anything that has its two methods. What is written there by somebody else counts as nothing. */
export function storedCircuits(
  storage: Pick<Storage, 'getItem' | 'setItem'>,
  key = 'jackfield-circuits',
): CircuitStore {
  const nameOf = (route: string): string => `${key}/${route}`;
  return {
    get(route) {
      const value: unknown = JSON.parse(storage.getItem(nameOf(route)) ?? 'null');
      return isState(value) ? value : undefined;
    },
    set(route, state) {
      storage.setItem(nameOf(route), JSON.stringify(state));
    },
  };
}

/** Tells whether a value is what a store keeps: it may come from anywhere. */
export function isState(value: unknown): value is CircuitState {
  if (typeof value !== 'object' || value === null) return false;
  const { failures, openUntil } = value as Partial<Record<keyof CircuitState, unknown>>;
  return Number.isFinite(failures) && Number.isFinite(openUntil);
}
