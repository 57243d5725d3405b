import type { Game } from './game.ts';
import { operations } from '../operations.ts';
import { violationOf } from '../search/play.ts';
import type { Step } from '../search/scenario.ts';
import { setupChoices, type Setup } from './setup.ts';

const join: Step = { op: 'join', ms: 200 };
const bea: Step = { op: 'come', who: 'bea', publishes: 'both', ms: 200 };
const switched: Step = {
  op: 'switch',
  at: 1,
  until: 'everyone',
  deadlineMs: 20_000,
  abortMs: undefined,
  allow: true,
  ms: 1_500,
};
const secondLeg: Step = { op: 'add-leg', ms: 300 };

/** Runs on the fake. */
export const fakeGame: Game<Setup> = {
  operations,
  setups: setupChoices,
  beginnings: [[join], [join, bea], [bea, join], [join, bea, secondLeg], [join, bea, switched], []],
  maxSteps: 14,
  violationOf,
};
