import fc from 'fast-check';
import type { Game } from './game/game.ts';
import type { ScenarioOf, Step } from './search/scenario.ts';

/** What passes after a step: microtasks, or time. */
const passing: fc.Arbitrary<Partial<Pick<Step, 'micro' | 'ms'>>> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 14 }).map((micro) => (micro === 0 ? {} : { micro })) },
  { weight: 3, arbitrary: fc.constantFrom(0, 1, 20, 50, 100, 130).map((ms) => ({ ms })) },
  { weight: 1, arbitrary: fc.constantFrom(300, 1_000, 2_500, 11_000).map((ms) => ({ ms })) },
);

/** All runs of a game. */
export function scenariosOf<Setup extends object>({
  operations,
  setups,
  beginnings,
  maxSteps,
}: Game<Setup>): fc.Arbitrary<ScenarioOf<Setup>> {
  const steps: fc.Arbitrary<Step> = fc.oneof(
    ...Object.entries(operations).map(([op, { weight, choices }]) => ({
      weight,
      arbitrary: fc
        .tuple(oneOfEach(choices), passing)
        .map(([given, passed]): Step => ({ op, ...given, ...passed })),
    })),
  );
  return fc
    .record({
      setup: oneOfEach(setups),
      beginning: fc.constantFrom(...beginnings),
      steps: fc.array(steps, { minLength: 1, maxLength: maxSteps, size: 'max' }),
    })
    .map(({ setup, beginning, steps: taken }) => ({
      setup: setup as Setup,
      steps: [...beginning, ...taken],
    }));
}

function oneOfEach<Values>(
  choices: Readonly<Record<string, readonly Values[]>>,
): fc.Arbitrary<Record<string, Values>> {
  return fc.record(
    Object.fromEntries(Object.entries(choices).map(([name, values]) => [name, fc.constantFrom(...values)])),
  );
}
