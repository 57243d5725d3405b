import { isRtcError, type RtcSession } from '@jackfield/core';
import type { Who } from './who.ts';

/**
 * Opens camera and microphone in one prompt, and joins. A device that does not open keeps nobody out of the call: what is to be told
 * about it is what this gives. Rejects where the join is refused.
 */
export async function joinCall(session: RtcSession, { room, userId }: Who): Promise<readonly string[]> {
  const opened = await Promise.allSettled([session.camera.enable(), session.microphone.enable()]);
  await session.join({ room, userId, displayName: userId });
  return opened.flatMap((one) => (one.status === 'rejected' ? [messageOf(one.reason)] : []));
}

/** The sentence about an error that a person can act on. */
export function messageOf(error: unknown): string {
  return isRtcError(error) ? error.message : String(error);
}
