import { sameSecret } from '@jackfield/emulator-kit';

import type { AliyunApp } from '../settings/options.ts';
import { aliyunToken } from '../credentials/token.ts';
import { Refusal } from './refusal.ts';

/** What a client shows to be let in. */
export interface AdmissionClaim {
  readonly appId: string;
  readonly room: string;
  readonly userId: string;
  readonly nonce: string;
  readonly timestamp: string;
  readonly token: string;
}

const roomPattern = /^[\w-]{1,64}$/u;
const userPattern = /^[\w^-]{1,64}$/u;
const tenYears = 10 * 365 * 24 * 3600;

/** Lets a claim pass or throws the {@link Refusal} that says what is wrong with it. */
export function checkAdmission(claim: AdmissionClaim, apps: readonly AliyunApp[], nowSeconds: number): void {
  const app = apps.find(({ appId }) => appId === claim.appId);
  if (app === undefined) throw new Refusal('app-unknown');
  if (!isRoomName(claim.room)) throw new Refusal('room-name-invalid', 'letters, digits, _ and -, at most 64');
  if (!isUserId(claim.userId)) {
    throw new Refusal('parameter-invalid', 'a user id has letters, digits, _, ^ and -, at most 64');
  }
  if (!claim.nonce.startsWith('AK-')) throw new Refusal('parameter-invalid', 'the nonce must begin with AK-');
  if (!/^\d{1,16}$/u.test(claim.timestamp))
    throw new Refusal('parameter-invalid', 'the timestamp is not a number');
  const expected = aliyunToken({
    appId: app.appId,
    appKey: app.appKey,
    channelId: claim.room,
    userId: claim.userId,
    nonce: claim.nonce,
    timestamp: claim.timestamp,
  });
  // The token comes before the time: only someone who holds a true credential learns that it has expired.
  if (!sameSecret(expected, claim.token)) throw new Refusal('token-invalid');
  const expires = Number(claim.timestamp);
  if (expires > nowSeconds + tenYears) {
    throw new Refusal(
      'parameter-invalid',
      'the timestamp is in seconds since 1970, and this looks like milliseconds',
    );
  }
  if (expires <= nowSeconds) throw new Refusal('token-expired');
}

export function isRoomName(text: string): boolean {
  return roomPattern.test(text);
}

export function isUserId(text: string): boolean {
  return userPattern.test(text);
}
