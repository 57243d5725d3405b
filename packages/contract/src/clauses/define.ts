import type { Clause } from './clause.ts';

/** Clauses that go through a session, on every adapter. */
export function sessionClauses(clauses: readonly Omit<Clause, 'level'>[]): readonly Clause[] {
  return clauses.map((clause) => ({ ...clause, level: 'session' }));
}

/** Clauses on a driver without a session, on every adapter. */
export function driverClauses(clauses: readonly Omit<Clause, 'level'>[]): readonly Clause[] {
  return clauses.map((clause) => ({ ...clause, level: 'driver' }));
}

/** Clauses about core, run once. */
export function coreClauses(clauses: readonly Omit<Clause, 'level'>[]): readonly Clause[] {
  return clauses.map((clause) => ({ ...clause, level: 'core' }));
}
