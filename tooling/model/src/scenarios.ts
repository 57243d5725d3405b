import fc from 'fast-check';
import { operations } from './operations.ts';
import type { Scenario, Step } from './scenario.ts';
import { setupChoices, type Setup } from './setup.ts';

/** What passes after a step: microtasks, or time. */
const passing: fc.Arbitrary<Partial<Pick<Step, 'micro' | 'ms'>>> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 14 }).map((micro) => (micro === 0 ? {} : { micro })) },
  { weight: 3, arbitrary: fc.constantFrom(0, 1, 20, 50, 100, 130).map((ms) => ({ ms })) },
  { weight: 1, arbitrary: fc.constantFrom(300, 1_000, 2_500, 11_000).map((ms) => ({ ms })) },
);

const steps: fc.Arbitrary<Step> = fc.oneof(
  ...Object.entries(operations).map(([op, { weight, choices }]) => ({
    weight,
    arbitrary: fc
      .tuple(
        fc.record(
          Object.fromEntries(
            Object.entries(choices).map(([name, values]) => [name, fc.constantFrom(...values)]),
          ),
        ),
        passing,
      )
      .map(([given, passed]): Step => ({ op, ...given, ...passed })),
  })),
);

const setups: fc.Arbitrary<Setup> = fc.record({
  latency: fc.constantFrom(...setupChoices.latency),
  replaceTrack: fc.constantFrom(...setupChoices.replaceTrack),
  screenAudio: fc.constantFrom(...setupChoices.screenAudio),
  cameraWithScreen: fc.constantFrom(...setupChoices.cameraWithScreen),
  remoteAudio: fc.constantFrom(...setupChoices.remoteAudio),
  cameraMute: fc.constantFrom(...setupChoices.cameraMute),
  roster: fc.constantFrom(...setupChoices.roster),
  duplicateIdentity: fc.constantFrom(...setupChoices.duplicateIdentity),
  audioRelayNeeded: fc.constantFrom(...setupChoices.audioRelayNeeded),
  limit: fc.constantFrom(...setupChoices.limit),
  subscriptions: fc.constantFrom(...setupChoices.subscriptions),
  deviceLoss: fc.constantFrom(...setupChoices.deviceLoss),
  permission: fc.constantFrom(...setupChoices.permission),
  singleCapture: fc.constantFrom(...setupChoices.singleCapture),
  playbackBlocked: fc.constantFrom(...setupChoices.playbackBlocked),
});

const join: Step = { op: 'join', ms: 200 };

/** All runs: in most of them the session joins first, and time passes until it has. */
export const scenarios: fc.Arbitrary<Scenario> = fc
  .record({
    setup: setups,
    joins: fc.constantFrom(true, true, true, false),
    steps: fc.array(steps, { minLength: 1, maxLength: 14, size: 'max' }),
  })
  .map(({ setup, joins, steps: taken }) => ({ setup, steps: joins ? [join, ...taken] : taken }));
