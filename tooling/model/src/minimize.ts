import { operations } from './operations.ts';
import { violationOf } from './play.ts';
import type { Scenario, Step } from './scenario.ts';
import { setupChoices, type Setup } from './setup.ts';

/** Smaller or plainer scenarios that might break the same rule, the smallest first. */
function* candidates({ setup, steps }: Scenario): Generator<Scenario> {
  for (let length = Math.floor(steps.length / 2); length >= 1; length = Math.floor(length / 2))
    for (let from = steps.length - length; from >= 0; from -= length)
      yield { setup, steps: [...steps.slice(0, from), ...steps.slice(from + length)] };
  for (const name of Object.keys(setupChoices) as (keyof Setup)[]) {
    const [plain] = setupChoices[name];
    if (setup[name] !== plain) yield { setup: { ...setup, [name]: plain }, steps };
  }
  for (const [index, step] of steps.entries())
    for (const plainer of plainerThan(step))
      yield { setup, steps: [...steps.slice(0, index), plainer, ...steps.slice(index + 1)] };
}

function* plainerThan(step: Step): Generator<Step> {
  const { micro, ms, ...rest } = step;
  if (micro !== undefined || ms !== undefined) yield rest;
  for (const other of [0, 1, 20, 100, 200]) if (ms !== undefined && other < ms) yield { ...rest, ms: other };
  for (let other = 1; micro !== undefined && other < micro; other += 1) yield { ...rest, micro: other };
  if (micro !== undefined) yield { ...rest, ms: 0 };
  for (const [name, values] of Object.entries(operations[step.op]?.choices ?? {})) {
    for (const value of values) {
      if (value === step[name]) break;
      yield { ...step, [name]: value };
    }
  }
}

/** Makes a scenario as small and as plain as it can be while it breaks the same rule. */
export async function minimize(scenario: Scenario, rule: string): Promise<Scenario> {
  let smallest = scenario;
  for (let better: Scenario | undefined = smallest; better;) {
    smallest = better;
    better = undefined;
    for (const candidate of candidates(smallest)) {
      if ((await violationOf(candidate))?.rule !== rule) continue;
      better = candidate;
      break;
    }
  }
  return smallest;
}
