import type { Setup } from '../game/setup.ts';

/** One thing that happens, by name and with what it is given, and what passes afterwards. Plain data. */
export interface Step {
  /** The name of an operation. */
  readonly op: string;
  /** How many microtasks run before the next step. */
  readonly micro?: number | undefined;
  /** How many milliseconds pass before the next step; all promises settle first and last. */
  readonly ms?: number | undefined;
  /** What the operation is given. */
  readonly [given: string]: string | number | boolean | undefined;
}

/** A whole run: what it happens in, and what happens. Plain data: kept as JSON where it found a fault. */
export interface ScenarioOf<Kind extends object> {
  /** The vendor, the browser and the app's choices. */
  readonly setup: Kind;
  /** What happens, in order. */
  readonly steps: readonly Step[];
}

/** A whole run on the fake. */
export type Scenario = ScenarioOf<Setup>;
