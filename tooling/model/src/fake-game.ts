import type { Game } from './game.ts';
import { operations } from './operations.ts';
import { violationOf } from './play.ts';
import { setupChoices, type Setup } from './setup.ts';

/** Runs on the fake. */
export const fakeGame: Game<Setup> = { operations, setups: setupChoices, maxSteps: 14, violationOf };
