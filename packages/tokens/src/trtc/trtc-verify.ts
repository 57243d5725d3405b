import { equalInConstantTime } from '../shared/compare.ts';
import { parseJson, readFields } from '../shared/read-field.ts';
import { inflateTrtcTicket, signTrtc } from './trtc-sign.ts';
import type { TrtcSecrets } from './trtc-types.ts';

/** What a UserSig should be good for. */
export interface TrtcVerifyContext {
  /** The secrets that it should have been made with. */
  readonly secrets: TrtcSecrets;
  /** The user who shows it. */
  readonly userId: string;
  /** The time to judge by, milliseconds since 1970. Default: now. */
  readonly now?: number;
}

/** The verdict on a UserSig. */
export type TrtcVerdict =
  | {
      /** The UserSig is good. */
      readonly valid: true;
      /** When it expires, milliseconds since 1970. */
      readonly expiresAt: number;
    }
  | {
      /** The UserSig is refused. */
      readonly valid: false;
      /** Tencent's number for the reason. */
      readonly code: 70001 | 70002 | 70003 | 70013 | 70014;
      /** The reason in words; it holds nothing of the UserSig. */
      readonly reason: string;
    };

/**
 * Decides whether a UserSig lets a user in, with the numbers that Tencent refuses by. Never throws. To say what is wrong with a
 * whole credential in words, see `explainTrtc`.
 */
export function verifyTrtc(userSig: unknown, context: TrtcVerifyContext): TrtcVerdict {
  const { secrets, userId, now = Date.now() } = context;
  if (typeof userSig !== 'string' || userSig === '') return refused(70002, 'the UserSig is empty');
  const inflated = inflateTrtcTicket(userSig);
  const ticket = typeof inflated === 'string' ? undefined : readFields(parseJson(inflated.toString()));
  if (ticket === undefined) return refused(70003, 'the UserSig is no ticket');
  const [user, appId, time, expire, signature] = ['identifier', 'sdkappid', 'time', 'expire', 'sig'].map(
    (name) => ticket[`TLS.${name}`],
  );
  if (
    typeof user !== 'string' ||
    typeof appId !== 'number' ||
    typeof time !== 'number' ||
    typeof expire !== 'number' ||
    typeof signature !== 'string'
  )
    return refused(70003, 'the UserSig lacks a field');
  const buffer = ticket['TLS.userbuf'];
  const userBuffer = typeof buffer === 'string' ? buffer : undefined;
  const signed = { userId: user, sdkAppId: appId, issuedAt: time, lifetimeSeconds: expire, userBuffer };
  if (appId !== secrets.sdkAppId) return refused(70014, 'the UserSig is for another sdkAppId');
  if (!equalInConstantTime(signTrtc(signed, secrets.secretKey), signature))
    return refused(70003, 'the UserSig does not verify');
  // The signature comes first: only somebody with a true UserSig learns whose it is and that it has expired.
  if (user !== userId) return refused(70013, 'the UserSig is for another user');
  const expiresAt = (time + expire) * 1000;
  if (!(expiresAt > now)) return refused(70001, 'the UserSig has expired');
  return { valid: true, expiresAt };
}

function refused(code: Exclude<TrtcVerdict, { valid: true }>['code'], reason: string): TrtcVerdict {
  return { valid: false, code, reason };
}
