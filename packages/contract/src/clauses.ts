import type { Clause } from './clause.ts';
import { deviceClauses } from './clauses/devices.ts';
import { endClauses } from './clauses/ends.ts';
import { intentClauses } from './clauses/intent.ts';
import { joinClauses } from './clauses/join.ts';
import { leaveClauses } from './clauses/leave.ts';
import { peopleClauses } from './clauses/people.ts';
import { reconnectClauses } from './clauses/reconnect.ts';
import { screenClauses } from './clauses/screen.ts';
import { silenceClauses } from './clauses/silence.ts';

/** The whole contract, in the order of reading. */
export const clauses: readonly Clause[] = [
  ...joinClauses,
  ...leaveClauses,
  ...endClauses,
  ...peopleClauses,
  ...reconnectClauses,
  ...intentClauses,
  ...silenceClauses,
  ...deviceClauses,
  ...screenClauses,
];
