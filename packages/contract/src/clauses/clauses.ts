import type { Clause } from './clause.ts';
import { afterLeaveClauses } from './call/after-leave.ts';
import { claimClauses } from './claims/claims.ts';
import { coreErrorClauses } from './core/core-errors.ts';
import { coreEventClauses } from './core/core-events.ts';
import { coreFactClauses } from './core/core-facts.ts';
import { coreGateClauses } from './core/core-gate.ts';
import { corePhoneClauses } from './core/core-phones.ts';
import { corePeopleClauses } from './core/core-people.ts';
import { coreVendorClauses } from './core/core-vendors.ts';
import { gradeClauses } from './call/reconnect-grade.ts';
import { deviceClauses } from './own-media/devices.ts';
import { driverCallClauses } from './driver/driver-calls.ts';
import { driverFactClauses } from './driver/driver-facts.ts';
import { driverShapeClauses } from './driver/driver-shape.ts';
import { driverTraitClauses } from './driver/driver-traits.ts';
import { encoderClaimClauses } from './own-media/encoder-claims.ts';
import { encryptionClauses } from './received/encryption.ts';
import { endClauses } from './call/ends.ts';
import { identityClauses } from './people/identity.ts';
import { intentClauses } from './own-media/intent.ts';
import { joinClauses } from './call/join.ts';
import { refusedJoinClauses } from './call/join-refused.ts';
import { leaveClauses } from './call/leave.ts';
import { levelClauses } from './people/levels.ts';
import { manifestClauses } from './claims/manifest.ts';
import { messageClauses } from './claims/messages.ts';
import { moderationClauses } from './claims/moderation.ts';
import { processorClauses } from './own-media/processors.ts';
import { peopleClauses } from './people/people.ts';
import { publishingClauses } from './own-media/publishing.ts';
import { qualityClauses } from './own-media/quality.ts';
import { reconnectClauses } from './call/reconnect.ts';
import { reconnectModeClauses } from './call/reconnect-modes.ts';
import { renderingClauses } from './received/rendering.ts';
import { screenClauses } from './own-media/screen.ts';
import { silenceClauses } from './own-media/silence.ts';
import { sizeClauses } from './received/sizes.ts';
import { soundClauses } from './received/sound.ts';
import { subscriptionModeClauses } from './received/subscription-modes.ts';
import { subscriptionClauses } from './received/subscriptions.ts';
import { switchClauses } from './call/switching.ts';
import { whichOfTwoClauses } from './people/which-of-two.ts';
import { traceClauses } from './claims/traces.ts';
import { vendorSoundClauses } from './received/vendor-sound.ts';

/** The whole contract, in the order of reading. */
export const clauses: readonly Clause[] = [
  ...joinClauses,
  ...refusedJoinClauses,
  ...leaveClauses,
  ...afterLeaveClauses,
  ...endClauses,
  ...peopleClauses,
  ...identityClauses,
  ...whichOfTwoClauses,
  ...reconnectClauses,
  ...reconnectModeClauses,
  ...intentClauses,
  ...publishingClauses,
  ...qualityClauses,
  ...encoderClaimClauses,
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
  ...manifestClauses,
  ...sizeClauses,
  ...gradeClauses,
  ...moderationClauses,
  ...driverShapeClauses,
  ...driverFactClauses,
  ...driverCallClauses,
  ...driverTraitClauses,
  ...corePeopleClauses,
  ...coreFactClauses,
  ...coreErrorClauses,
  ...coreEventClauses,
  ...coreGateClauses,
  ...coreVendorClauses,
  ...corePhoneClauses,
];
