import type { AdapterMiddleware } from './middleware.ts';
import { lifecycleSaboteurs } from './saboteurs/lifecycle.ts';

/** An adapter with exactly one lie. */
export interface Saboteur {
  /** What it does wrong, as one sentence. */
  readonly lie: string;
  /** Makes an honest adapter tell it. */
  readonly middleware: AdapterMiddleware;
}

/** The saboteurs by name. */
export type SaboteurName =
  | 'late-join-stays'
  | 'leave-stays'
  | 'events-after-end'
  | 'leave-without-unpublish';

/** All of them: every clause that names one must fail on it. */
export const saboteurs: Readonly<Record<SaboteurName, Saboteur>> = {
  ...lifecycleSaboteurs,
};
