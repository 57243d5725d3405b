import fc from 'fast-check';
import type { Game } from './game.ts';
import type { ScenarioOf, Step } from './scenario.ts';

/** What passes after a step: microtasks, or time. */
const passing: fc.Arbitrary<Partial<Pick<Step, 'micro' | 'ms'>>> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 14 }).map((micro) => (micro === 0 ? {} : { micro })) },
  { weight: 3, arbitrary: fc.constantFrom(0, 1, 20, 50, 100, 130).map((ms) => ({ ms })) },
  { weight: 1, arbitrary: fc.constantFrom(300, 1_000, 2_500, 11_000).map((ms) => ({ ms })) },
);

const join: Step = { op: 'join', ms: 200 };

/** All runs of a game: in most of them the session joins first, and time passes until it has. */
export function scenariosOf<Setup extends object>({
  operations,
  setups,
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
      joins: fc.constantFrom(true, true, true, false),
      steps: fc.array(steps, { minLength: 1, maxLength: maxSteps, size: 'max' }),
    })
    .map(({ setup, joins, steps: taken }) => ({
      setup: setup as Setup,
      steps: joins ? [join, ...taken] : taken,
    }));
}

function oneOfEach<Values>(
  choices: Readonly<Record<string, readonly Values[]>>,
): fc.Arbitrary<Record<string, Values>> {
  return fc.record(
    Object.fromEntries(Object.entries(choices).map(([name, values]) => [name, fc.constantFrom(...values)])),
  );
}
