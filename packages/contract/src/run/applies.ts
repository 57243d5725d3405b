import type { Clause } from '../clauses/clause.ts';
import type { RigFactory } from '../rig/rig.ts';

/** Why a clause does not run: the adapter claims otherwise, or the rig cannot bring it about. */
export interface NotRun {
  /** Whose word it is: the adapter's claims, or the rig's `cannot` list. */
  readonly status: 'not-applicable' | 'not-drivable';
  /** Why, for the reader of a report. */
  readonly reason: string;
}

/** Which levels run where nobody says: `core` runs once, with the adapter that core's own tests use. */
export const usualLevels: readonly Clause['level'][] = ['session', 'driver'];

/** Why a clause does not run with the rigs of a factory; undefined if it does. */
export function notRun(
  clause: Clause,
  factory: RigFactory,
  levels: readonly Clause['level'][] = usualLevels,
): NotRun | undefined {
  const { capabilities, limits } = factory.adapter;
  if (!levels.includes(clause.level)) {
    return { status: 'not-applicable', reason: `clauses of level ${clause.level} run elsewhere` };
  }
  const denied = clause.when?.find(({ holds }) => !holds(capabilities, limits));
  if (denied) return { status: 'not-applicable', reason: `the adapter does not have: ${denied.what}` };
  const missing = factory.cannot.filter(({ action }) => clause.world?.includes(action));
  if (missing.length === 0) return undefined;
  const reasons = missing.map(({ action, reason }) => `${action}: ${reason}`);
  return { status: 'not-drivable', reason: reasons.join('; ') };
}
