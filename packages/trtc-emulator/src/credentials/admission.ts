import { verifyTrtc } from '@jackfield/tokens/trtc';

import type { EmulatorSettings } from '../settings/options.ts';
import { serviceCodes } from '../wire/codes.ts';

/** What a client shows to be let in. */
export interface AdmissionClaim {
  readonly sdkAppId: number;
  readonly userId: string;
  readonly userSig: string;
}

/** Refuses a claim with a number, or lets it pass. */
export function checkAdmission(
  claim: AdmissionClaim,
  { apps, now }: EmulatorSettings,
): { readonly code: number; readonly description: string } | undefined {
  const secrets = apps.find(({ sdkAppId }) => sdkAppId === claim.sdkAppId);
  if (secrets === undefined) return serviceCodes['app-unknown'];
  const verdict = verifyTrtc(claim.userSig, { secrets, userId: claim.userId, now: now() });
  return verdict.valid ? undefined : { code: verdict.code, description: verdict.reason };
}

/** Tells a user id that the service lets in: 1 to 32 bytes, as documented. */
export function isUserId(text: string): boolean {
  return text !== '' && Buffer.byteLength(text) <= 32;
}
