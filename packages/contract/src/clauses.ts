import type { Clause } from './clause.ts';
import { claimClauses } from './clauses/claims.ts';
import { coreErrorClauses } from './clauses/core-errors.ts';
import { coreEventClauses } from './clauses/core-events.ts';
import { coreFactClauses } from './clauses/core-facts.ts';
import { deviceClauses } from './clauses/devices.ts';
import { driverContract } from './clauses/driver.ts';
import { endClauses } from './clauses/ends.ts';
import { intentClauses } from './clauses/intent.ts';
import { joinClauses } from './clauses/join.ts';
import { leaveClauses } from './clauses/leave.ts';
import { moderationClauses } from './clauses/moderation.ts';
import { peopleClauses } from './clauses/people.ts';
import { reconnectClauses } from './clauses/reconnect.ts';
import { renderingClauses } from './clauses/rendering.ts';
import { screenClauses } from './clauses/screen.ts';
import { silenceClauses } from './clauses/silence.ts';
import { subscriptionClauses } from './clauses/subscriptions.ts';

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
  ...subscriptionClauses,
  ...renderingClauses,
  ...claimClauses,
  ...moderationClauses,
  ...driverContract,
  ...coreFactClauses,
  ...coreErrorClauses,
  ...coreEventClauses,
];
