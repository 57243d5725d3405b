import type { ClauseResult } from './report.ts';

/** The share of the clauses that apply to an adapter which has to have run: below it a report is partial. */
export const floorShare = 0.75;

/** The areas of which something has to have run: a report without one of them is partial, whatever its share. */
const areas: Readonly<Record<string, string>> = {
  'RTC-SILENCE-': 'silence',
  'RTC-END-': 'ends',
  'RTC-PEOPLE-': 'people',
};

/** The share of the contract that a report speaks of. */
export interface Coverage {
  /** The number of clauses that ran, whatever came of them. */
  readonly ran: number;
  /** The number of those that apply to the adapter by what it claims. */
  readonly of: number;
  /** Why the report is partial, a sentence each; empty where it is not. */
  readonly partial: readonly string[];
}

/** Tells how much of what applies has run, and why that is not enough. */
export function coverageOf(clauses: readonly ClauseResult[]): Coverage {
  const applying = clauses.filter(({ status }) => status !== 'not-applicable');
  const run = applying.filter(({ status }) => status !== 'not-drivable');
  const missing = Object.entries(areas)
    .filter(([prefix]) => !run.some(({ id }) => id.startsWith(prefix)))
    .map(([, name]) => `No clause about ${name} ran.`);
  const enough = run.length >= floorShare * applying.length && run.length > 0;
  const share = `${String(run.length)} of ${String(applying.length)}`;
  const few = enough
    ? []
    : [`Only ${share} clauses ran, less than ${String(100 * floorShare)} % of what applies.`];
  return { ran: run.length, of: applying.length, partial: [...few, ...missing] };
}
