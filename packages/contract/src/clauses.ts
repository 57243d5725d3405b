import type { Clause } from './clause.ts';
import { joinClauses } from './clauses/join.ts';
import { leaveClauses } from './clauses/leave.ts';

/** The whole contract, in the order of reading. */
export const clauses: readonly Clause[] = [...joinClauses, ...leaveClauses];
