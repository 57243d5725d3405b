import fc from 'fast-check';
import type { Counts } from './counts.ts';
import type { Game } from '../game/game.ts';
import { minimize } from './minimize.ts';
import type { ScenarioOf } from './scenario.ts';
import { scenariosOf } from '../scenarios.ts';

/** A scenario that breaks a rule, as small as it could be made. */
export interface Counterexample<Setup extends object> {
  /** The rule and what was so. */
  readonly violation: string;
  /** What finds it again, before it was made smaller. */
  readonly seed: number;
  readonly scenario: ScenarioOf<Setup>;
}

/** What is searched. */
export interface SearchRequest {
  readonly seed: number;
  /** How many scenarios are played at most. */
  readonly runs: number;
  /** Where what was reached is counted. */
  readonly counts?: Counts | undefined;
  /** Violations to pass over, by the beginning of their text: what is known. */
  readonly ignore?: readonly string[] | undefined;
}

/** Plays the scenarios of a seed. Returns the first that breaks a rule, made small. */
export async function search<Setup extends object>(
  game: Game<Setup>,
  { seed, runs, counts, ignore = [] }: SearchRequest,
): Promise<Counterexample<Setup> | undefined> {
  let found: { readonly scenario: ScenarioOf<Setup>; readonly rule: string } | undefined;
  await fc.check(
    fc.asyncProperty(scenariosOf(game), async (scenario) => {
      const violation = await game.violationOf(scenario, counts);
      counts?.add('runs');
      if (!violation || ignore.some((known) => violation.message.startsWith(known))) return true;
      found = { scenario, rule: violation.rule };
      return false;
    }),
    // Made smaller by what knows which choices are plain.
    { seed, numRuns: runs, endOnFailure: true },
  );
  if (!found) return undefined;
  const scenario = await minimize(game, found.scenario, found.rule);
  const violation = await game.violationOf(scenario);
  return { violation: violation?.message ?? found.rule, seed, scenario };
}
