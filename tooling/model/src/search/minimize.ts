import type { Game } from '../game/game.ts';
import type { ScenarioOf, Step } from './scenario.ts';

/** Smaller or plainer scenarios that might break the same rule, the smallest first. */
function* candidates<Setup extends object>(
  { operations, setups }: Game<Setup>,
  { setup, steps }: ScenarioOf<Setup>,
): Generator<ScenarioOf<Setup>> {
  for (let length = Math.floor(steps.length / 2); length >= 1; length = Math.floor(length / 2))
    for (let from = steps.length - length; from >= 0; from -= length)
      yield { setup, steps: [...steps.slice(0, from), ...steps.slice(from + length)] };
  for (const name of Object.keys(setups) as (keyof Setup)[]) {
    const [plain] = setups[name];
    if (setup[name] !== plain) yield { setup: { ...setup, [name]: plain }, steps };
  }
  for (const [index, step] of steps.entries())
    for (const plainer of plainerThan(step, operations[step.op]?.choices ?? {}))
      yield { setup, steps: [...steps.slice(0, index), plainer, ...steps.slice(index + 1)] };
}

function* plainerThan(
  step: Step,
  choices: Readonly<Record<string, readonly Step[string][]>>,
): Generator<Step> {
  const { micro, ms, ...rest } = step;
  if (micro !== undefined || ms !== undefined) yield rest;
  for (const other of [0, 1, 20, 100, 200]) if (ms !== undefined && other < ms) yield { ...rest, ms: other };
  for (let other = 1; micro !== undefined && other < micro; other += 1) yield { ...rest, micro: other };
  if (micro !== undefined) yield { ...rest, ms: 0 };
  for (const [name, values] of Object.entries(choices)) {
    for (const value of values) {
      if (value === step[name]) break;
      yield { ...step, [name]: value };
    }
  }
}

/** Makes a scenario as small and as plain as it can be while it breaks the same rule. */
export async function minimize<Setup extends object>(
  game: Game<Setup>,
  scenario: ScenarioOf<Setup>,
  rule: string,
): Promise<ScenarioOf<Setup>> {
  let smallest = scenario;
  for (let better: ScenarioOf<Setup> | undefined = smallest; better;) {
    smallest = better;
    better = undefined;
    for (const candidate of candidates(game, smallest)) {
      if ((await game.violationOf(candidate))?.rule !== rule) continue;
      better = candidate;
      break;
    }
  }
  return smallest;
}
