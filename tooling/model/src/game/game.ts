import type { Counts } from '../search/counts.ts';
import type { Operation, Value } from '../operation.ts';
import type { ScenarioOf, Step } from '../search/scenario.ts';
import type { Violation } from '../search/violation.ts';

/** A kind of run: what may happen in it, what it may happen in, and how it is played. */
export interface Game<Setup extends object> {
  /** What may happen, by name. */
  readonly operations: Readonly<Record<string, Pick<Operation<never>, 'weight' | 'choices'>>>;
  /** What each part of a setup may be; the first is the plainest. */
  readonly setups: { readonly [Name in keyof Setup]: readonly (Setup[Name] & Value)[] };
  /** How runs begin, each as often as it stands here. */
  readonly beginnings: readonly (readonly Step[])[];
  /** The most steps of a run after its beginning. */
  readonly maxSteps: number;
  /** Plays a scenario. Gives what it breaks, or undefined. */
  readonly violationOf: (scenario: ScenarioOf<Setup>, counts?: Counts) => Promise<Violation | undefined>;
}
