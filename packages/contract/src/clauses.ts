import type { Clause } from './clause.ts';
import { afterLeaveClauses } from './clauses/after-leave.ts';
import { claimClauses } from './clauses/claims.ts';
import { coreErrorClauses } from './clauses/core-errors.ts';
import { coreEventClauses } from './clauses/core-events.ts';
import { coreFactClauses } from './clauses/core-facts.ts';
import { coreGateClauses } from './clauses/core-gate.ts';
import { corePhoneClauses } from './clauses/core-phones.ts';
import { corePeopleClauses } from './clauses/core-people.ts';
import { coreVendorClauses } from './clauses/core-vendors.ts';
import { deviceClauses } from './clauses/devices.ts';
import { driverCallClauses } from './clauses/driver-calls.ts';
import { driverFactClauses } from './clauses/driver-facts.ts';
import { driverShapeClauses } from './clauses/driver-shape.ts';
import { endClauses } from './clauses/ends.ts';
import { identityClauses } from './clauses/identity.ts';
import { intentClauses } from './clauses/intent.ts';
import { joinClauses } from './clauses/join.ts';
import { refusedJoinClauses } from './clauses/join-refused.ts';
import { leaveClauses } from './clauses/leave.ts';
import { messageClauses } from './clauses/messages.ts';
import { moderationClauses } from './clauses/moderation.ts';
import { processorClauses } from './clauses/processors.ts';
import { peopleClauses } from './clauses/people.ts';
import { publishingClauses } from './clauses/publishing.ts';
import { qualityClauses } from './clauses/quality.ts';
import { reconnectClauses } from './clauses/reconnect.ts';
import { reconnectModeClauses } from './clauses/reconnect-modes.ts';
import { renderingClauses } from './clauses/rendering.ts';
import { screenClauses } from './clauses/screen.ts';
import { silenceClauses } from './clauses/silence.ts';
import { soundClauses } from './clauses/sound.ts';
import { subscriptionModeClauses } from './clauses/subscription-modes.ts';
import { subscriptionClauses } from './clauses/subscriptions.ts';
import { switchClauses } from './clauses/switching.ts';
import { vendorSoundClauses } from './clauses/vendor-sound.ts';

/** The whole contract, in the order of reading. */
export const clauses: readonly Clause[] = [
  ...joinClauses,
  ...refusedJoinClauses,
  ...leaveClauses,
  ...afterLeaveClauses,
  ...endClauses,
  ...peopleClauses,
  ...identityClauses,
  ...reconnectClauses,
  ...reconnectModeClauses,
  ...intentClauses,
  ...publishingClauses,
  ...qualityClauses,
  ...silenceClauses,
  ...deviceClauses,
  ...processorClauses,
  ...screenClauses,
  ...subscriptionClauses,
  ...subscriptionModeClauses,
  ...renderingClauses,
  ...soundClauses,
  ...vendorSoundClauses,
  ...messageClauses,
  ...switchClauses,
  ...claimClauses,
  ...moderationClauses,
  ...driverShapeClauses,
  ...driverFactClauses,
  ...driverCallClauses,
  ...corePeopleClauses,
  ...coreFactClauses,
  ...coreErrorClauses,
  ...coreEventClauses,
  ...coreGateClauses,
  ...coreVendorClauses,
  ...corePhoneClauses,
];
