import type { ViewInterest } from '../rendering/remote-media.ts';

/** What is wanted of one remote source. */
export interface Wish {
  interest?: ViewInterest;
  /** The app asked for it itself. */
  manual?: boolean;
  /** Its track has come since it was asked for. */
  came?: boolean;
  /** How often in a row it has failed. */
  failures?: number;
  /** Ends the wait for its track. */
  undo?: (() => void) | undefined;
  /** Ends the wait for the next try. */
  undoAgain?: (() => void) | undefined;
}
