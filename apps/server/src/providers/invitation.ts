import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A new invitation: 128 random bits, in characters that a link carries as they are. */
export function makeInvitation(): string {
  return randomBytes(16).toString('base64url');
}

/**
 * Whether a request shows the invitation, as `Authorization: Bearer …`. The time it takes depends neither on where two
 * texts differ nor on their lengths.
 */
export function showsInvitation(request: Request, invitation: string): boolean {
  const shown = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(shown), digest(invitation));
}
