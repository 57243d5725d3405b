import type { Clause } from './clause.ts';
import { afterLeaveClauses } from './after-leave.ts';
import { claimClauses } from './claims.ts';
import { coreErrorClauses } from './core-errors.ts';
import { coreEventClauses } from './core-events.ts';
import { coreFactClauses } from './core-facts.ts';
import { coreGateClauses } from './core-gate.ts';
import { corePhoneClauses } from './core-phones.ts';
import { corePeopleClauses } from './core-people.ts';
import { coreVendorClauses } from './core-vendors.ts';
import { deviceClauses } from './devices.ts';
import { driverCallClauses } from './driver-calls.ts';
import { driverFactClauses } from './driver-facts.ts';
import { driverShapeClauses } from './driver-shape.ts';
import { encryptionClauses } from './encryption.ts';
import { endClauses } from './ends.ts';
import { identityClauses } from './identity.ts';
import { intentClauses } from './intent.ts';
import { joinClauses } from './join.ts';
import { refusedJoinClauses } from './join-refused.ts';
import { leaveClauses } from './leave.ts';
import { levelClauses } from './levels.ts';
import { messageClauses } from './messages.ts';
import { moderationClauses } from './moderation.ts';
import { processorClauses } from './processors.ts';
import { peopleClauses } from './people.ts';
import { publishingClauses } from './publishing.ts';
import { qualityClauses } from './quality.ts';
import { reconnectClauses } from './reconnect.ts';
import { reconnectModeClauses } from './reconnect-modes.ts';
import { renderingClauses } from './rendering.ts';
import { screenClauses } from './screen.ts';
import { silenceClauses } from './silence.ts';
import { soundClauses } from './sound.ts';
import { subscriptionModeClauses } from './subscription-modes.ts';
import { subscriptionClauses } from './subscriptions.ts';
import { switchClauses } from './switching.ts';
import { traceClauses } from './traces.ts';
import { vendorSoundClauses } from './vendor-sound.ts';

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
  ...levelClauses,
  ...encryptionClauses,
  ...traceClauses,
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
